import type { dynamic } from "@pulumi/pulumi";
import { dynamicProvider } from "./lifecycle/dynamicProvider";
import { ProviderContext, PROVIDER_RUNTIME } from "./lifecycle/context";

const session = new ProviderContext(PROVIDER_RUNTIME);

/** Required by the provider source of every `FlowModule`. Never rename it: existing state files contain it. */
export const flowModule: dynamic.ResourceProvider = dynamicProvider("module", session);

/** Required by the provider source of every `InboundFlow`. Never rename it: existing state files contain it. */
export const inboundFlow: dynamic.ResourceProvider = dynamicProvider("inboundCall", session);

/** Required by the provider source of every `Flow`. Never rename it: existing state files contain it. */
export const flow: dynamic.ResourceProvider = dynamicProvider("flow", session);
