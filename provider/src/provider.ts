import type { dynamic } from "@pulumi/pulumi";
import { dynamicProvider } from "./lifecycle/harden";
import { Session, SURROUNDINGS } from "./lifecycle/session";

const session = new Session(SURROUNDINGS);

/** What the line in state of every `FlowModule` requires. This name never changes: state files all over rely on it. */
export const flowModule: dynamic.ResourceProvider = dynamicProvider("module", session);

/** What the line in state of every `InboundFlow` requires. This name never changes: state files all over rely on it. */
export const inboundFlow: dynamic.ResourceProvider = dynamicProvider("inboundCall", session);
