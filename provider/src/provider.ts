import type { dynamic } from "@pulumi/pulumi";
import { dynamicProvider } from "./lifecycle/dynamicProvider";
import { ProviderContext, PROVIDER_RUNTIME } from "./lifecycle/context";

const session = new ProviderContext(PROVIDER_RUNTIME);

/** What the line in state of every `FlowModule` requires. This name never changes: state files all over rely on it. */
export const flowModule: dynamic.ResourceProvider = dynamicProvider("module", session);

/** What the line in state of every `InboundFlow` requires. This name never changes: state files all over rely on it. */
export const inboundFlow: dynamic.ResourceProvider = dynamicProvider("inboundCall", session);
