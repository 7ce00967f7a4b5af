/** The type of the resource that stands for the stack itself. */
export const STACK_TYPE = "pulumi:pulumi:Stack";

const PROVIDER_TYPE_PREFIX = "pulumi:providers:";

/**
 * The URN of a resource: `urn:pulumi:<stack>::<project>::<types of its parents and itself>::<name>`.
 * The stack resource is the parent of everything and does not appear in the types.
 */
export function makeUrn(stack: string, project: string, parent: string, type: string, name: string): string {
  const parentTypes = parent === "" ? "" : qualifiedType(parent);
  const types = parentTypes === "" || parentTypes === STACK_TYPE ? type : `${parentTypes}$${type}`;
  return `urn:pulumi:${stack}::${project}::${types}::${name}`;
}

/** `parentType$type`. */
export const qualifiedType = (urn: string): string => urn.split("::")[2] ?? "";

export const typeOf = (urn: string): string => qualifiedType(urn).split("$").at(-1) ?? "";

// A name may itself hold "::".
export const nameOf = (urn: string): string => urn.split("::").slice(3).join("::");

export const isProviderType = (type: string): boolean => type.startsWith(PROVIDER_TYPE_PREFIX);

export const providerType = (packageName: string): string => PROVIDER_TYPE_PREFIX + packageName;

/** `pulumi-nodejs:dynamic/x:Y` is a resource of the package `pulumi-nodejs`. */
export const packageOf = (type: string): string =>
  isProviderType(type) ? type.slice(PROVIDER_TYPE_PREFIX.length) : (type.split(":")[0] ?? "");

export const isDefaultProvider = (urn: string): boolean => {
  const name = nameOf(urn);
  return isProviderType(typeOf(urn)) && (name === "default" || name.startsWith("default_"));
};

/** How a resource refers to its provider: `<urn>::<id>`. */
export const providerReference = (urn: string, id: string): string => `${urn}::${id}`;

export function parseProviderReference(reference: string): { urn: string; id: string } {
  const at = reference.lastIndexOf("::");
  if (at < 0) throw new Error(`"${reference}" is no provider reference: expected <urn>::<id>`);
  return { urn: reference.slice(0, at), id: reference.slice(at + 2) };
}
