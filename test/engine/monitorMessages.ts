import type { Alias as AliasMessage } from "@pulumi/pulumi/proto/alias_pb";
import {
  ReadResourceResponse,
  RegisterResourceResponse,
  type ReadResourceRequest,
  type RegisterResourceRequest,
} from "@pulumi/pulumi/proto/resource_pb";
import type { Alias, Goal, ReadGoal } from "./goal";
import type { ResourceState } from "./state";
import { fromStruct, toStruct } from "./values";

/** A registration as the engine thinks of it; what it takes from its parent is added by the caller. */
export function goalOf(request: RegisterResourceRequest): Goal {
  const definesOrder = request.getDeletebeforereplacedefined() || request.getDeletebeforereplace();
  return {
    type: request.getType(),
    name: request.getName(),
    custom: request.getCustom(),
    properties: fromStruct(request.getObject()),
    parent: request.getParent(),
    dependencies: [...new Set(request.getDependenciesList())],
    propertyDependencies: propertyDependenciesOf(request),
    provider: request.getProvider(),
    ...(request.hasProtect() && { protect: request.getProtect() }),
    ...(request.hasRetainondelete() && { retainOnDelete: request.getRetainondelete() }),
    ...(definesOrder && { deleteBeforeReplace: request.getDeletebeforereplace() }),
    deletedWith: request.getDeletedwith(),
    replaceWith: request.getReplaceWithList(),
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    aliases: [
      ...request.getAliasurnsList().map((urn) => ({ urn })),
      ...request.getAliasesList().map(aliasOf),
    ],
  };
}

function propertyDependenciesOf(request: RegisterResourceRequest): Record<string, string[]> {
  const dependencies: Record<string, string[]> = {};
  request.getPropertydependenciesMap().forEach((urns, key) => {
    dependencies[key] = urns.getUrnsList();
  });
  return dependencies;
}

function aliasOf(message: AliasMessage): Alias {
  const spec = message.getSpec();
  if (!spec) return { urn: message.getUrn() };
  const text = {
    name: spec.getName(),
    type: spec.getType(),
    stack: spec.getStack(),
    project: spec.getProject(),
  };
  const given = Object.fromEntries(Object.entries(text).filter(([, value]) => value !== ""));
  return { ...given, parent: spec.getParenturn(), noParent: spec.getNoparent() };
}

export const readGoalOf = (request: ReadResourceRequest): ReadGoal => ({
  type: request.getType(),
  name: request.getName(),
  id: request.getId(),
  properties: fromStruct(request.getProperties()),
  parent: request.getParent(),
  dependencies: request.getDependenciesList(),
  provider: request.getProvider(),
  additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
});

export const registeredResponse = (state: ResourceState): RegisterResourceResponse =>
  new RegisterResourceResponse()
    .setUrn(state.urn)
    .setId(state.id)
    // A component says what its outputs are only later; those of the last run are not its own.
    .setObject(toStruct(state.custom ? state.outputs : {}));

export const readResponse = (state: ResourceState): ReadResourceResponse =>
  new ReadResourceResponse().setUrn(state.urn).setProperties(toStruct(state.outputs));
