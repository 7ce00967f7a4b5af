/**
 * Unit tests for flows: calls through them, the checks of a preview, coverage. Nothing here needs an organization, and
 * importing it has no effect.
 *
 * @packageDocumentation
 */
export { simulateCall, SimulatedCall } from "./call";
export { checkDocument, checkYaml } from "./checks";
export type { FlowProblem } from "./checks";
export { coverage } from "./coverage";
export type { Coverage, CoveredPath } from "./coverage";
export { explore } from "./explore";
export type { ExploreOptions, ExploreRule, Finding } from "./explore";
export { mocks } from "./mocks";
export type { FlowMocks } from "./mocks";
export { SimulationError } from "./options";
export type {
  CallEnd,
  CallOptions,
  CallStep,
  DataAction,
  DataActionAnswer,
  ScheduleGroupState,
  SimulatedFlow,
  SimulatedSchedule,
} from "./options";
export { evaluateExpression, ExpressionError } from "../language/expressions";
export type { EvaluateOptions, ExpressionResult } from "../language/expressions";
