import type { CloudFlow } from "../cloud/flowApi";
import type { FlowState } from "./state";

/** Why the flow in state must outlive a delete, now that the flow can be seen. */
export function keepOf(
  { keep, version }: Pick<FlowState, "keep" | "version">,
  flow: CloudFlow,
): "contested" | "adopted" | undefined {
  if (keep !== "unseen") return keep;
  return (flow.published?.number ?? 0) > version ? "contested" : undefined;
}
