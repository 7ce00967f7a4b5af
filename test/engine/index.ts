/** What deploys a stack in tests and in the demo: a stand-in for the Pulumi engine, and the Pulumi CLI itself. */
export type { Deployment, DeploymentResource } from "./deployment";
export type { Engine, OperationOptions, OperationResult, StackOptions } from "./engine";
export type { Diagnostic, PlannedOperation, Severity } from "./events";
export type { Operation } from "./steps";
export { StandInEngine } from "./standIn";
export { findCli, type Cli } from "./cliCommand";
export { PulumiCli } from "./cli";
