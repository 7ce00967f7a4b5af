import type { PropertyMap } from "../../engine/values";
import type { ProviderClient, ProviderCalls } from "../providerClient";

/** What the engine keeps of a resource between its calls. */
export interface ResourceState {
  id: string;
  inputs: PropertyMap;
  outputs: PropertyMap;
  /** A step after the flow's creation failed: the next `up` calls update, with any result of diff. */
  incomplete: boolean;
}

/** One resource of a stack, driven step by step with the state that the engine would keep. */
export class Resource {
  /** Undefined: not in state. */
  state: ResourceState | undefined;

  constructor(
    readonly kind: "module" | "inboundFlow" | "flow",
    readonly owner: string,
  ) {}

  /**
   * The step of one `pulumi up`. Rejects if the step fails, and keeps what the engine would record by then.
   */
  async up(door: ProviderClient, args: PropertyMap): Promise<"created" | "updated" | "same"> {
    const verbs = this.verbs(door);
    const { inputs, failures } = await verbs.check(
      { ...args, __owner: this.owner },
      this.state?.inputs ?? {},
    );
    if (failures.length > 0) throw new Error(failures.join("\n"));
    const { state } = this;
    if (state === undefined) {
      this.record(inputs, await verbs.create(inputs));
      return "created";
    }
    const { changes } = await verbs.diff(state.id, state.outputs, inputs);
    if (changes === false && !state.incomplete) {
      state.inputs = inputs;
      return "same";
    }
    this.record(inputs, await verbs.update(state.id, state.outputs, inputs));
    return "updated";
  }

  /** The step of one `pulumi refresh`. */
  async refresh(door: ProviderClient): Promise<void> {
    const { state } = this;
    if (state === undefined) return;
    const { id, outputs, inputs } = await this.verbs(door).read(state.id, state.outputs);
    this.state = id === "" ? undefined : { id, outputs, inputs: inputs ?? state.inputs, incomplete: false };
  }

  /** The step of one `pulumi destroy`. */
  async destroy(door: ProviderClient): Promise<void> {
    if (this.state !== undefined) await this.verbs(door).delete(this.state.id, this.state.outputs);
    this.state = undefined;
  }

  verbs(door: ProviderClient): ProviderCalls {
    return door[this.kind];
  }

  private record(inputs: PropertyMap, made: Awaited<ReturnType<ProviderCalls["create"]>>): void {
    const { id, outputs, initErrors } = made;
    this.state = { id, inputs, outputs, incomplete: initErrors !== undefined };
    if (initErrors !== undefined) throw new Error(initErrors.join("\n"));
  }
}
