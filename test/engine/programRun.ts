import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import { engineService } from "./engineService";
import type { Goal } from "./goal";
import { serve } from "./grpcServer";
import { monitorService } from "./monitor";
import { EXIT_AFTER_LOGGED_ERROR, startProgram, type ProgramOptions } from "./programProcess";
import { BailError, type RunContext } from "./runContext";
import type { ResourceState } from "./state";
import type { Done, Step } from "./steps";
import type { StepExecutor } from "./stepExecutor";
import type { StepGenerator } from "./stepGenerator";
import { makeUrn, providerReference, providerType, qualifiedType, STACK_TYPE } from "./urn";
import type { PropertyMap } from "./values";

/** How a program ended; "bailed": the user was already told why nothing more will come of this run. */
export type ProgramEnd = "ended" | "bailed";

const GRACE_MS = 2000;

/** Lets the user's program run and makes steps of what it says, until it has no more to say or something fails. */
export class ProgramRun {
  private readonly states = new Map<string, ResourceState>();
  private readonly defaultProviders = new Map<string, Promise<string>>();
  private queue: Promise<void> = Promise.resolve();
  private listening = true;
  private bailed = false;
  private stackOutputs: { urn: string; outputs: PropertyMap } | undefined;
  private readonly said = deferred<void>();
  private readonly over = deferred<void>();
  private readonly stopped = deferred<never>();

  constructor(
    private readonly context: RunContext,
    private readonly generator: StepGenerator,
    private readonly executor: StepExecutor,
    /** The settings that default providers get: the whole stack config. */
    private readonly providerSettings: PropertyMap,
  ) {
    this.stopped.promise.catch(() => undefined); // Whoever still waits for an answer hears of it.
  }

  /**
   * Runs the program, then `whatFollows` (the deletes) while the program still waits, then lets it go.
   */
  async run(
    options: Omit<ProgramOptions, "monitorAddress" | "engineAddress">,
    whatFollows: (end: ProgramEnd) => Promise<void>,
  ): Promise<void> {
    const server = await serve((grpc) => {
      grpc.addService(ResourceMonitorService, monitorService(this.handlers()));
      grpc.addService(EngineService, engineService(this.context.events, this.stopped.promise));
    });
    const program = startProgram({
      ...options,
      monitorAddress: server.address,
      engineAddress: server.address,
    });
    try {
      const exited = program.exited.then((code) => this.programExited(code));
      await Promise.race([this.said.promise, exited]);
      await this.drained();
      const end = this.bailed ? "bailed" : "ended";
      await whatFollows(end);
      this.over.resolve();
      if (this.listening && end === "ended") await Promise.race([exited, timeout(GRACE_MS)]);
    } finally {
      this.stopped.reject(new Error("resource monitor shut down"));
      await program.kill();
      server.stop();
    }
  }

  /**
   * The run failed: nothing new is taken. What the program had already said is still begun where a worker was idle,
   * as if it had come before what failed: between independent resources the order is free.
   */
  stopListening(): void {
    this.listening = false;
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

  private handlers() {
    return {
      stopped: this.stopped.promise,
      register: (goal: Goal) => {
        const { stack, project } = this.context;
        const urn = makeUrn(stack, project, goal.parent, goal.type, goal.name);
        return this.enqueue(urn, (done) => this.generator.register(goal, done));
      },
      read: (goal: Parameters<StepGenerator["read"]>[0]) => {
        const { stack, project } = this.context;
        const urn = makeUrn(stack, project, goal.parent, goal.type, goal.name);
        return this.enqueue(urn, (done) => this.generator.read(goal, done));
      },
      registerOutputs: (urn: string, outputs: PropertyMap) => this.registerOutputs(urn, outputs),
      defaultProvider: (packageName: string) => this.defaultProvider(packageName),
      programEnded: () => {
        this.said.resolve();
        return this.over.promise;
      },
    };
  }

  /** Steps are decided on one after another; each is handed over as soon as a worker can take it. */
  private async enqueue(
    urn: string,
    decide: (done: Done) => Step[] | Promise<Step[]>,
  ): Promise<ResourceState> {
    if (!this.listening) return this.stopped.promise;
    const registered = deferred<ResourceState>();
    this.queue = this.queue.then(async () => {
      if (this.executor.isClosed) return;
      try {
        await this.executor.submit(await decide(registered.resolve));
      } catch (error) {
        this.fail(urn, error);
      }
    });
    const state = await registered.promise;
    this.states.set(state.urn, state);
    return state;
  }

  private fail(urn: string, error: unknown): void {
    if (!(error instanceof BailError)) {
      this.context.events.said("error", error instanceof Error ? error.message : String(error), urn);
    }
    this.bailed = true;
    this.executor.close();
    this.stopListening();
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

  private defaultProvider(packageName: string): Promise<string> {
    const known = this.defaultProviders.get(packageName) ?? this.registerDefaultProvider(packageName);
    this.defaultProviders.set(packageName, known);
    return known;
  }

  private async registerDefaultProvider(packageName: string): Promise<string> {
    if (packageName !== "pulumi-nodejs") {
      throw new Error(
        `The stand-in engine has no provider for the package "${packageName}": it serves dynamic providers written in Node only.`,
      );
    }
    const goal: Goal = {
      ...{
        type: providerType(packageName),
        name: "default",
        custom: true,
        properties: this.providerSettings,
      },
      ...{
        parent: "",
        provider: "",
        deletedWith: "",
        dependencies: [],
        propertyDependencies: {},
        replaceWith: [],
      },
      ...{ ignoreChanges: [], replaceOnChanges: [], additionalSecretOutputs: [], aliases: [] },
    };
    const state = await this.handlers().register(goal);
    return providerReference(state.urn, state.id);
  }

  private programExited(code: number): void {
    if (code === 0 || !this.listening) return;
    this.bailed = true;
    this.listening = false;
    this.executor.close();
    if (code === EXIT_AFTER_LOGGED_ERROR) return;
    const text = `an unhandled error occurred: Program exited with non-zero exit code: ${code}`;
    this.context.events.said("error", text);
  }

  /** Everything that was said is decided on and done. */
  private async drained(): Promise<void> {
    let seen: Promise<void> | undefined;
    while (seen !== this.queue) {
      seen = this.queue;
      await seen;
      await this.executor.idle();
    }
  }
}

interface Deferred<T> {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (error: Error) => void;
}

function deferred<T>(): Deferred<T> {
  let resolve!: (value: T) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<T>((res, rej) => ([resolve, reject] = [res, rej]));
  return { promise, resolve, reject };
}

const timeout = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
