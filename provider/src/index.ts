export { FlowModule, type FlowModuleArgs } from "./resources/flowModule";
export { InboundFlow, type InboundFlowArgs } from "./resources/inboundFlow";
export { Provider, type ProviderArgs } from "./resources/provider";
export { flow } from "./actions/flow";
