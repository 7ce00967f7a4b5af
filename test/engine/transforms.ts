import { credentials } from "@grpc/grpc-js";
import { CallbacksClient } from "@pulumi/pulumi/proto/callback_grpc_pb";
import { CallbackInvokeRequest, type Callback } from "@pulumi/pulumi/proto/callback_pb";
import { Alias } from "@pulumi/pulumi/proto/alias_pb";
import {
  RegisterResourceRequest,
  TransformRequest,
  TransformResourceOptions,
  TransformResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { GRPC_OPTIONS } from "./grpcServer";
import { dependenciesOf, fromStruct, toStruct, withoutOutputValues, withOutputValues } from "./values";

/**
 * The transforms of a program: functions in its own process that may change the inputs and options of a resource before
 * the engine looks at it. They run in the order of the engine: the resource's own, those of its parents from the nearest
 * one up, those of the stack.
 */
export class Transforms {
  private readonly own = new Map<string, { callbacks: Callback[]; parent: string }>();
  private readonly ofStack: Callback[] = [];
  private readonly clients = new Map<string, CallbacksClient>();

  registerForStack(callback: Callback): void {
    this.ofStack.push(callback);
  }

  /** Remembers what the children of a resource inherit. */
  registered(urn: string, request: RegisterResourceRequest): void {
    this.own.set(urn, { callbacks: request.getTransformsList(), parent: request.getParent() });
  }

  /** The registration as the transforms leave it. */
  async apply(request: RegisterResourceRequest): Promise<RegisterResourceRequest> {
    const own = request.getTransformsList();
    const callbacks = [...own, ...this.ofParents(request.getParent()), ...this.ofStack];
    if (callbacks.length === 0) return request;
    let properties = fromStruct(request.getObject());
    // The engine tracks dependencies through a transform only where the resource has one of its own.
    if (own.length > 0) {
      properties = withOutputValues(properties, (key) =>
        request.getPropertydependenciesMap().get(key)?.getUrnsList(),
      );
    }
    let options = optionsOf(request);
    for (const callback of callbacks) {
      const response = await this.invoke(
        callback,
        new TransformRequest()
          .setType(request.getType())
          .setName(request.getName())
          .setCustom(request.getCustom())
          .setParent(request.getParent())
          .setProperties(toStruct(properties))
          .setOptions(options),
      );
      if (response.hasProperties()) properties = fromStruct(response.getProperties());
      options = response.getOptions() ?? options;
    }
    const transformed = withOptions(request, options);
    const dependencies = transformed.getPropertydependenciesMap();
    if (own.length > 0) dependencies.clear();
    for (const [key, value] of Object.entries(properties)) {
      const urns = new Set([...(dependencies.get(key)?.getUrnsList() ?? []), ...dependenciesOf(value)]);
      dependencies.set(key, new RegisterResourceRequest.PropertyDependencies().setUrnsList([...urns]));
      if (own.length > 0)
        transformed.setDependenciesList([...new Set([...transformed.getDependenciesList(), ...urns])]);
    }
    return transformed.setObject(toStruct(withoutOutputValues(properties)));
  }

  close(): void {
    for (const client of this.clients.values()) client.close();
  }

  private ofParents(parent: string): Callback[] {
    const found = this.own.get(parent);
    return found === undefined ? [] : [...found.callbacks, ...this.ofParents(found.parent)];
  }

  private async invoke(callback: Callback, request: TransformRequest): Promise<TransformResponse> {
    const target = callback.getTarget();
    const client =
      this.clients.get(target) ?? new CallbacksClient(target, credentials.createInsecure(), GRPC_OPTIONS);
    this.clients.set(target, client);
    const invocation = new CallbackInvokeRequest()
      .setToken(callback.getToken())
      .setRequest(request.serializeBinary());
    const answer = await new Promise<Uint8Array>((resolve, reject) => {
      client.invoke(invocation, (error, response) =>
        error ? reject(new Error(error.details)) : resolve(response.getResponse_asU8()),
      );
    });
    return TransformResponse.deserializeBinary(answer);
  }
}

function optionsOf(request: RegisterResourceRequest): TransformResourceOptions {
  const options = new TransformResourceOptions()
    .setDependsOnList(request.getDependenciesList())
    .setIgnoreChangesList(request.getIgnorechangesList())
    .setReplaceOnChangesList(request.getReplaceonchangesList())
    .setVersion(request.getVersion())
    .setAliasesList([
      ...request.getAliasurnsList().map((urn) => new Alias().setUrn(urn)),
      ...request.getAliasesList(),
    ])
    .setProvider(request.getProvider())
    .setPluginDownloadUrl(request.getPlugindownloadurl())
    .setDeletedWith(request.getDeletedwith())
    .setReplaceWithList(request.getReplaceWithList())
    .setAdditionalSecretOutputsList(request.getAdditionalsecretoutputsList())
    .setImport(request.getImportid());
  if (request.hasProtect()) options.setProtect(request.getProtect() ?? false);
  if (request.hasRetainondelete()) options.setRetainOnDelete(request.getRetainondelete() ?? false);
  if (request.getDeletebeforereplacedefined() || request.getDeletebeforereplace())
    options.setDeleteBeforeReplace(request.getDeletebeforereplace());
  request.getProvidersMap().forEach((reference, name) => options.getProvidersMap().set(name, reference));
  return options;
}

function withOptions(
  request: RegisterResourceRequest,
  options: TransformResourceOptions,
): RegisterResourceRequest {
  const changed = request
    .cloneMessage()
    .setDependenciesList(options.getDependsOnList())
    .setIgnorechangesList(options.getIgnoreChangesList())
    .setReplaceonchangesList(options.getReplaceOnChangesList())
    .setAliasurnsList([])
    .setAliasesList(options.getAliasesList())
    .setProvider(options.getProvider())
    .setDeletedwith(options.getDeletedWith())
    .setReplaceWithList(options.getReplaceWithList())
    .setAdditionalsecretoutputsList(options.getAdditionalSecretOutputsList())
    .setImportid(options.getImport())
    .setDeletebeforereplacedefined(options.hasDeleteBeforeReplace())
    .setDeletebeforereplace(options.getDeleteBeforeReplace() ?? false);
  if (options.hasProtect()) changed.setProtect(options.getProtect() ?? false);
  else changed.clearProtect();
  if (options.hasRetainOnDelete()) changed.setRetainondelete(options.getRetainOnDelete() ?? false);
  else changed.clearRetainondelete();
  return changed;
}
