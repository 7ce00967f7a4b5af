import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import { DefaultProviders } from "./defaultProviders";
import { deferred } from "./deferred";
import { engineService } from "./engineService";
import type { Goal, ReadGoal } from "./goal";
import { serve } from "./grpcServer";
import { monitorService, type MonitorHandlers } from "./monitor";
import { EXIT_AFTER_LOGGED_ERROR, startProgram, type ProgramOptions } from "./programProcess";
import { RegistrationQueue } from "./registrationQueue";
import type { RunContext } from "./runContext";
import type { ResourceState } from "./state";
import type { StepExecutor } from "./stepExecutor";
import type { StepGenerator } from "./stepGenerator";
import type { Done, Step } from "./steps";
import { Transforms } from "./transforms";
import { makeUrn, qualifiedType, STACK_TYPE } from "./urn";
import type { PropertyMap } from "./values";

const GRACE_MS = 2000;

/** Lets the user's program run and makes steps of what it says, until it has no more to say or something fails. */
export class ProgramRun {
  private readonly queue: RegistrationQueue;
  private readonly defaultProviders: DefaultProviders;
  private readonly states = new Map<string, ResourceState>();
  private readonly transforms = new Transforms();
  private stackOutputs: { urn: string; outputs: PropertyMap } | undefined;
  private failed = false;
  private readonly said = deferred<void>();
  private readonly over = deferred<void>();
  private readonly stopped = deferred<never>();

  constructor(
    private readonly context: RunContext,
    private readonly generator: StepGenerator,
    private readonly executor: StepExecutor,
    providerSettings: PropertyMap,
  ) {
    this.queue = new RegistrationQueue(context, executor, () => this.stop());
    this.defaultProviders = new DefaultProviders(providerSettings, (goal) => this.register(goal));
    this.stopped.promise.catch(() => undefined); // Whoever still waits for an answer hears of it.
  }

  /** Runs the program, then `whatFollows` (the deletes) while the program still waits, then lets it go. */
  async run(
    options: Omit<ProgramOptions, "monitorAddress" | "engineAddress">,
    whatFollows: (bailed: boolean) => Promise<void>,
  ): Promise<void> {
    const server = await serve((grpc) => {
      grpc.addService(ResourceMonitorService, monitorService(this.handlers(), this.transforms));
      grpc.addService(EngineService, engineService(this.context.events, this.stopped.promise));
    });
    const addresses = { monitorAddress: server.address, engineAddress: server.address };
    const program = startProgram({ ...options, ...addresses });
    try {
      const exited = program.exited.then((code) => this.programExited(code));
      await Promise.race([this.said.promise, exited]);
      await this.queue.drained();
      await whatFollows(this.queue.bailed);
      this.over.resolve();
      if (!this.failed) await Promise.race([exited, timeout(GRACE_MS)]);
    } finally {
      this.stopped.reject(new Error("resource monitor shut down"));
      await program.kill();
      server.stop();
      this.transforms.close();
    }
  }

  /** Something failed: the program is not listened to any more. */
  stop(): void {
    this.failed = true;
    this.queue.close();
    this.said.resolve();
  }

  /** Gives the stack its outputs, and returns them; after a failure those that are missing are kept from before. */
  finishStackOutputs(failed: boolean): PropertyMap {
    const { urn, outputs } = this.stackOutputs ?? { urn: "", outputs: {} };
    const state = this.states.get(urn);
    if (!state) return {};
    state.outputs = failed ? { ...this.context.base.find(urn)?.outputs, ...outputs } : outputs;
    return state.outputs;
  }

  private handlers(): MonitorHandlers {
    return {
      stopped: this.stopped.promise,
      register: (goal) => this.register(goal),
      read: (goal) => this.enqueue(goal, (done) => this.generator.read(goal, done)),
      registerOutputs: (urn, outputs) => this.registerOutputs(urn, outputs),
      defaultProvider: (packageName) => this.defaultProviders.reference(packageName),
      programEnded: () => {
        this.said.resolve();
        return this.over.promise;
      },
    };
  }

  private register(goal: Goal): Promise<ResourceState> {
    return this.enqueue(goal, (done) => this.generator.register(goal, done));
  }

  private async enqueue(
    { parent, type, name }: Goal | ReadGoal,
    decide: (done: Done) => Step[] | Promise<Step[]>,
  ): Promise<ResourceState> {
    const urn = makeUrn(this.context.stack, this.context.project, parent, type, name);
    const state = await this.queue.add(urn, decide);
    this.states.set(urn, state);
    return state;
  }

  private registerOutputs(urn: string, outputs: PropertyMap): Promise<void> {
    if (qualifiedType(urn) === STACK_TYPE) {
      // Whether the run succeeds is only known at its end.
      this.stackOutputs = { urn, outputs };
      return Promise.resolve();
    }
    const state = this.states.get(urn);
    if (!state) throw new Error(`cannot complete a resource '${urn}' whose registration isn't pending`);
    state.outputs = outputs;
    return this.executor.save();
  }

  private programExited(code: number): void {
    if (code === 0 || this.failed) return;
    this.queue.bail();
    this.stop();
    if (code === EXIT_AFTER_LOGGED_ERROR) return;
    const text = `an unhandled error occurred: Program exited with non-zero exit code: ${code}`;
    this.context.events.said("error", text);
  }
}

const timeout = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
