import type { PropertyMap } from "../../engine/values";
import type { Door, Verbs } from "../door";

/** What the engine keeps of a resource between its calls. */
export interface Kept {
  id: string;
  inputs: PropertyMap;
  outputs: PropertyMap;
  /** A step after the flow was made has failed: the next `up` calls update, whatever diff says. */
  incomplete: boolean;
}

/** One resource of a stack, driven and remembered as the engine does it, step by step. */
export class Resource {
  /** Undefined: it does not stand in state. */
  kept: Kept | undefined;

  constructor(
    readonly kind: "module" | "inboundFlow",
    readonly owner: string,
  ) {}

  /** The step of one `pulumi up`. Rejects where the step fails; what the engine would record by then is kept. */
  async up(door: Door, args: PropertyMap): Promise<"created" | "updated" | "same"> {
    const verbs = this.verbs(door);
    const { inputs, failures } = await verbs.check({ ...args, __owner: this.owner }, this.kept?.inputs ?? {});
    if (failures.length > 0) throw new Error(failures.join("\n"));
    const { kept } = this;
    if (kept === undefined) {
      this.record(inputs, await verbs.create(inputs));
      return "created";
    }
    const { changes } = await verbs.diff(kept.id, kept.outputs, inputs);
    if (changes === false && !kept.incomplete) {
      kept.inputs = inputs;
      return "same";
    }
    this.record(inputs, await verbs.update(kept.id, kept.outputs, inputs));
    return "updated";
  }

  /** The step of one `pulumi refresh`. */
  async refresh(door: Door): Promise<void> {
    const { kept } = this;
    if (kept === undefined) return;
    const { id, outputs, inputs } = await this.verbs(door).read(kept.id, kept.outputs);
    this.kept = id === "" ? undefined : { id, outputs, inputs: inputs ?? kept.inputs, incomplete: false };
  }

  /** The step of one `pulumi destroy`. */
  async destroy(door: Door): Promise<void> {
    if (this.kept !== undefined) await this.verbs(door).delete(this.kept.id, this.kept.outputs);
    this.kept = undefined;
  }

  verbs(door: Door): Verbs {
    return door[this.kind];
  }

  private record(inputs: PropertyMap, made: Awaited<ReturnType<Verbs["create"]>>): void {
    const { id, outputs, initErrors } = made;
    this.kept = { id, inputs, outputs, incomplete: initErrors !== undefined };
    if (initErrors !== undefined) throw new Error(initErrors.join("\n"));
  }
}
