import type { dynamic } from "@pulumi/pulumi";
import { dynamicProvider } from "./lifecycle/dynamicProvider";
import { ProviderContext, PROVIDER_RUNTIME } from "./lifecycle/context";
import { endWithoutEngine } from "./lifecycle/engineWatch";

const session = new ProviderContext(PROVIDER_RUNTIME);

// Pulumi starts its dynamic provider with the engine's address. Whoever else loads this file watches nothing.
const [, script, engineAddress] = process.argv;
if (script?.includes("dynamic-provider"))
  endWithoutEngine(engineAddress, {
    isBusy: () => session.isBusy(),
    end: () => process.exit(0),
  });

/** Required by the provider source of every `FlowModule`. Never rename it: existing state files contain it. */
export const flowModule: dynamic.ResourceProvider = dynamicProvider("module", session);

/** Required by the provider source of every `InboundFlow`. Never rename it: existing state files contain it. */
export const inboundFlow: dynamic.ResourceProvider = dynamicProvider("inboundCall", session);

/** Required by the provider source of every `Flow`. Never rename it: existing state files contain it. */
export const flow: dynamic.ResourceProvider = dynamicProvider("flow", session);
