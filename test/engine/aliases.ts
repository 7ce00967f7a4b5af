import type { Alias } from "./goal";
import { makeUrn, nameOf, qualifiedType, STACK_TYPE, typeOf } from "./urn";

/** The resource whose former URNs are asked for. */
export interface Named {
  name: string;
  type: string;
  parent: string;
  aliases: Alias[];
}

/**
 * Every URN under which a resource may stand in state: those of its own aliases, and, where its parent was found
 * under a former URN, what its own URN was then.
 *
 * @param formerUrnOf The URN under which a resource of this run was found in state, where that is another one.
 */
export function formerUrns(
  resource: Named,
  stack: string,
  project: string,
  formerUrnOf: (urn: string) => string | undefined,
): string[] {
  const own = resource.aliases.map((alias) => aliasUrn(alias, resource, stack, project, formerUrnOf));
  const formerParent = formerUrnOf(resource.parent);
  if (formerParent === undefined) return [...new Set(own)];
  const inherit = (type: string, name: string) =>
    makeUrn(
      stack,
      project,
      formerParent,
      type,
      renamedWithParent(name, nameOf(resource.parent), nameOf(formerParent)),
    );
  const inherited = own.map((urn) => inherit(typeOf(urn), nameOf(urn)));
  return [...new Set([...own, inherit(resource.type, resource.name), ...inherited])];
}

/** A child named `<parent>-x` is taken to have followed its parent's name. */
const renamedWithParent = (name: string, parent: string, formerParent: string): string =>
  name.startsWith(parent) ? formerParent + name.slice(parent.length) : name;

function aliasUrn(
  alias: Alias,
  resource: Named,
  stack: string,
  project: string,
  formerUrnOf: (urn: string) => string | undefined,
): string {
  if (alias.urn) return alias.urn;
  const given = alias.parent ? (formerUrnOf(alias.parent) ?? alias.parent) : resource.parent;
  const parent = alias.noParent || qualifiedType(given) === STACK_TYPE ? "" : given;
  return makeUrn(
    alias.stack ?? stack,
    alias.project ?? project,
    parent,
    alias.type ?? resource.type,
    alias.name ?? resource.name,
  );
}
