import type { CloudFlow, FlowApi } from "../cloud/flowApi";
import type { FlowInputs } from "./state";

/** Brings what a publish does not carry to where it should be: the division, and whether the flow is active. */
export async function settle(api: FlowApi, inputs: FlowInputs, flow: CloudFlow): Promise<void> {
  if (
    inputs.division !== undefined &&
    flow.division !== undefined &&
    flow.division.name !== inputs.division
  ) {
    await api.moveTo(flow.id, inputs.division);
  }
  if (inputs.enabled !== undefined && inputs.enabled !== flow.active)
    await api.setActive(flow.id, inputs.enabled);
}
