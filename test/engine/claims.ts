import { formerUrns, type Named } from "./aliases";
import type { Progress } from "./progress";
import { bail, type RunContext } from "./runContext";
import type { ResourceState } from "./state";
import { makeUrn } from "./urn";

/** The URN of a resource that the program mentions, which none before it has taken. */
export function claimUrn(context: RunContext, progress: Progress, { parent, type, name }: Named): string {
  const { seen } = progress;
  if (parent !== "" && !seen.has(parent)) throw new Error(`could not find parent resource ${parent}`);
  const urn = makeUrn(context.stack, context.project, parent, type, name);
  if (seen.has(urn)) {
    throw bail(context, urn, `Duplicate resource URN '${urn}'; try giving it a unique name`);
  }
  seen.add(urn);
  return urn;
}

/** The resource in state under this URN, else under a former one; whoever takes it keeps others from taking it. */
export function claimOld(
  context: RunContext,
  progress: Progress,
  urn: string,
  named: Named,
): ResourceState | undefined {
  const { base, stack, project, providers } = context;
  const { currentUrn, formerUrn, seen } = progress;
  const claimant = currentUrn.get(urn);
  if (claimant !== undefined) {
    const text = `Duplicate resource URN '${urn}' conflicting with alias on resource with URN '${claimant}'`;
    throw bail(context, urn, text);
  }
  const own = base.find(urn);
  if (own) return own;
  const candidates = formerUrns(named, stack, project, (of) => formerUrn.get(of));
  const former = candidates.find((candidate) => base.find(candidate));
  if (former === undefined) return undefined;
  const taken = seen.has(former) ? urn : currentUrn.get(former);
  if (taken !== undefined) {
    const conflict = `applied to resource with URN '${urn}' conflicting with resource with URN '${taken}'`;
    throw bail(context, urn, `Duplicate resource alias '${former}' ${conflict}`);
  }
  currentUrn.set(former, urn);
  formerUrn.set(urn, former);
  providers.registerAlias(urn, former);
  return base.find(former);
}
