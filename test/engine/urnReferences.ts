import type { ResourceState } from "./state";
import { parseProviderReference, providerReference } from "./urn";

/** The resources with every mention of a former URN (of a resource that an alias has renamed) brought up to date. */
export function withCurrentUrns(resources: ResourceState[]): ResourceState[] {
  const current = new Map(
    resources.flatMap(({ urn, aliases }) => aliases.map((former) => [former, urn] as const)),
  );
  if (current.size === 0) return resources;
  const urn = (mentioned: string) => current.get(mentioned) ?? mentioned;
  return resources.map((state) => ({
    ...state,
    parent: urn(state.parent),
    provider: state.provider === "" ? "" : renamedProvider(state.provider, urn),
    deletedWith: urn(state.deletedWith),
    replaceWith: state.replaceWith.map(urn),
    dependencies: state.dependencies.map(urn),
    propertyDependencies: Object.fromEntries(
      Object.entries(state.propertyDependencies).map(([key, urns]) => [key, urns.map(urn)]),
    ),
    aliases: [],
  }));
}

function renamedProvider(reference: string, rename: (urn: string) => string): string {
  const { urn, id } = parseProviderReference(reference);
  return providerReference(rename(urn), id);
}
