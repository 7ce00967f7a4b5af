import { status, type handleUnaryCall, type sendUnaryData, type ServerUnaryCall } from "@grpc/grpc-js";
import type { IResourceMonitorServer } from "@pulumi/pulumi/proto/resource_grpc_pb";
import { InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { SupportsFeatureResponse, type ResourceInvokeRequest } from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Goal, ReadGoal } from "./goal";
import { goalOf, readGoalOf, readResponse, registeredResponse } from "./monitorMessages";
import type { ResourceState } from "./state";
import type { Transforms } from "./transforms";
import { isProviderType, packageOf } from "./urn";
import { fromStruct, toStruct, type PropertyMap } from "./values";

/** What the monitor asks of the run that it serves. */
export interface MonitorHandlers {
  register(goal: Goal): Promise<ResourceState>;
  read(goal: ReadGoal): Promise<ResourceState>;
  registerOutputs(urn: string, outputs: PropertyMap): Promise<void>;
  /** The reference of the provider that serves a package where the program names none. */
  defaultProvider(packageName: string): Promise<string>;
  /** Called when the program has no more to say; resolves when the run is over. */
  programEnded(): Promise<void>;
  /** Rejects when the run stops listening; nothing that is still asked then gets another answer. */
  readonly stopped: Promise<never>;
}

/** Features of the engine that a program may use here. Of the others the SDK says by itself that there are none. */
const FEATURES = new Set([
  "secrets",
  "resourceReferences",
  "outputValues",
  "aliasSpecs",
  "deletedWith",
  "replaceWith",
  "transforms",
]);

/** The engine's side of what a program says: Pulumi's ResourceMonitor service. */
export function monitorService(handlers: MonitorHandlers, transforms: Transforms): IResourceMonitorServer {
  const goals = new Map<string, Goal>();
  const states = new Map<string, ResourceState>();

  const providerFor = async (type: string, given: string, custom: boolean): Promise<string> =>
    given !== "" || !custom || isProviderType(type) ? given : handlers.defaultProvider(packageOf(type));

  const invoke = (request: ResourceInvokeRequest): InvokeResponse => {
    const urn = fromStruct(request.getArgs()).urn;
    if (request.getTok() !== "pulumi:pulumi:getResource" || typeof urn !== "string") {
      throw notHere(`the function ${request.getTok()}`);
    }
    const state = states.get(urn);
    if (!state) throw new Error(`unknown resource ${urn}`);
    const { id, provider, outputs } = state;
    return new InvokeResponse().setReturn(toStruct({ urn, id, provider, state: outputs }));
  };

  const answer = <Request, Response>(respond: (request: Request) => Response | Promise<Response>) =>
    unary(handlers.stopped, respond);

  return {
    supportsFeature: answer((request) =>
      new SupportsFeatureResponse().setHassupport(FEATURES.has(request.getId())),
    ),
    registerResource: answer(async (given) => {
      if (given.getRemote()) throw notHere("a remote component");
      const request = await transforms.apply(given);
      if (request.getImportid() !== "") throw notHere("the resource option `import`");
      const wanted = inheriting(goalOf(request), goals.get(request.getParent()));
      const goal = { ...wanted, provider: await providerFor(wanted.type, wanted.provider, wanted.custom) };
      const state = await handlers.register(goal);
      transforms.registered(state.urn, given);
      goals.set(state.urn, goal);
      states.set(state.urn, state);
      return registeredResponse(state);
    }),
    readResource: answer(async (request) => {
      const wanted = readGoalOf(request);
      const provider = await providerFor(wanted.type, wanted.provider, true);
      const state = await handlers.read({ ...wanted, provider });
      states.set(state.urn, state);
      return readResponse(state);
    }),
    registerResourceOutputs: answer(async (request) => {
      await handlers.registerOutputs(request.getUrn(), fromStruct(request.getOutputs()));
      return new Empty();
    }),
    invoke: answer(invoke),
    signalAndWaitForShutdown: answer(async () => {
      await handlers.programEnded();
      return new Empty();
    }),
    getDeploymentInfo: unimplemented,
    call: unimplemented,
    registerStackTransform: answer((callback) => {
      transforms.registerForStack(callback);
      return new Empty();
    }),
    registerStackInvokeTransform: unimplemented,
    registerResourceHook: unimplemented,
    registerErrorHook: unimplemented,
    registerPackage: unimplemented,
  };
}

/** A child without its own say takes these options from its parent. */
function inheriting(goal: Goal, parent: Goal | undefined): Goal {
  if (!parent) return goal;
  const protect = goal.protect ?? parent.protect;
  const retainOnDelete = goal.retainOnDelete ?? parent.retainOnDelete;
  return {
    ...goal,
    deletedWith: goal.deletedWith || parent.deletedWith,
    ...(protect !== undefined && { protect }),
    ...(retainOnDelete !== undefined && { retainOnDelete }),
  };
}

const notHere = (what: string): Error =>
  new Error(`The stand-in engine does not serve ${what}: use the Pulumi CLI.`);

/** A gRPC method from a plain function. While the run stops, the SDK is told so in the way it knows: UNAVAILABLE. */
export function unary<Request, Response>(
  stopped: Promise<never>,
  respond: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call: ServerUnaryCall<Request, Response>, callback: sendUnaryData<Response>) => {
    const work = Promise.resolve().then(() => respond(call.request));
    const orStopped = stopped.catch((error: unknown) => {
      throw Object.assign(new Error(String(error)), { code: status.UNAVAILABLE });
    });
    Promise.race([work, orStopped]).then(
      (response) => callback(null, response),
      (error: Error & { code?: unknown }) =>
        callback({
          code: error.code === status.UNAVAILABLE ? status.UNAVAILABLE : status.UNKNOWN,
          details: error.message,
        }),
    );
  };
}

/** What no program here may ask for. */
export const unimplemented: handleUnaryCall<unknown, never> = (_call, callback) =>
  callback({ code: status.UNIMPLEMENTED, details: "The stand-in engine does not implement this." });
