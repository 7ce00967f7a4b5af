import { deletionSteps, inDeletionOrder } from "./deletions";
import { DependencyGraph } from "./dependencyGraph";
import type { Journal } from "./journal";
import { Progress } from "./progress";
import type { ProgramOptions } from "./programProcess";
import { ProgramRun } from "./programRun";
import { refreshBase } from "./refreshing";
import { BailError, type RunContext } from "./runContext";
import type { PendingOperation } from "./state";
import { StepExecutor } from "./stepExecutor";
import { StepGenerator } from "./stepGenerator";
import { STACK_TYPE } from "./urn";
import type { PropertyMap } from "./values";

export type OperationKind = "preview" | "up" | "refresh" | "destroy";

export interface OperationPlan {
  kind: OperationKind;
  refresh: boolean;
  parallel: number;
  program: Omit<ProgramOptions, "monitorAddress" | "engineAddress">;
  providerSettings: PropertyMap;
  /** undefined where nothing is to be written. */
  journal: Journal | undefined;
  signal: AbortSignal | undefined;
}

export interface OperationOutcome {
  succeeded: boolean;
  /** The stack's outputs, before and after. */
  outputs: { before: PropertyMap; after: PropertyMap };
}

/** Does what one command does, from the first read to the last delete. */
export async function runOperation(context: RunContext, plan: OperationPlan): Promise<OperationOutcome> {
  const before = stackOutputs(context);
  if (plan.refresh) {
    const succeeded = await refreshFirst(context, plan);
    if (!succeeded || plan.kind === "refresh") {
      return { succeeded, outputs: { before, after: stackOutputs(context) } };
    }
  } else if (!context.dryRun && context.base.snapshot.pendingOperations.length > 0) {
    context.events.said("warning", pendingOperationsWarning(context.base.snapshot.pendingOperations));
  }
  if (plan.kind === "destroy") {
    return { succeeded: await destroy(context, plan), outputs: { before: {}, after: {} } };
  }
  const { succeeded, outputs } = await runProgram(context, plan);
  return { succeeded, outputs: { before, after: outputs } };
}

const stackOutputs = ({ base }: RunContext): PropertyMap =>
  base.resources.find(({ type }) => type === STACK_TYPE)?.outputs ?? {};

async function refreshFirst(context: RunContext, plan: OperationPlan): Promise<boolean> {
  const executor = new StepExecutor(context, new Progress(), undefined, plan.parallel, "goOn");
  plan.signal?.addEventListener("abort", () => executor.stop());
  await refreshBase(context, executor);
  await plan.journal?.save();
  return report(context, executor, false);
}

async function destroy(context: RunContext, plan: OperationPlan): Promise<boolean> {
  const progress = new Progress();
  const executor = new StepExecutor(context, progress, plan.journal, plan.parallel, () => undefined);
  plan.signal?.addEventListener("abort", () => executor.stop());
  const bailed = await deleteTheRest(context, progress, executor);
  await plan.journal?.save();
  return report(context, executor, bailed);
}

async function runProgram(
  context: RunContext,
  plan: OperationPlan,
): Promise<{ succeeded: boolean; outputs: PropertyMap }> {
  const generator = new StepGenerator(context);
  const executor = new StepExecutor(context, generator.progress, plan.journal, plan.parallel, () =>
    run.stop(),
  );
  const run = new ProgramRun(context, generator, executor, plan.providerSettings);
  plan.signal?.addEventListener("abort", () => {
    executor.stop();
    run.stop();
  });
  let bailed = false;
  let outputs: PropertyMap = {};
  await run.run(plan.program, async (hasBailed) => {
    bailed = hasBailed;
    if (!bailed && !executor.mustStop) bailed = await deleteTheRest(context, generator.progress, executor);
    outputs = run.finishStackOutputs(bailed || executor.errored);
    await plan.journal?.save();
  });
  return { succeeded: report(context, executor, bailed), outputs };
}

/** Deletes what the program did not mention. Resolves to whether the user was told that this cannot be done. */
async function deleteTheRest(
  context: RunContext,
  progress: Progress,
  executor: StepExecutor,
): Promise<boolean> {
  const base = context.base.resources;
  try {
    const { sames, deletes } = deletionSteps(context, progress);
    const { ended } = await executor.submit(sames);
    await ended;
    const graph = new DependencyGraph(base);
    for (const round of inDeletionOrder(base, deletes)) {
      if (executor.mustStop) break;
      const needed = new Set(
        executor.failed.flatMap((step) =>
          "old" in step && step.old ? [...graph.transitiveDependenciesOf(step.old)] : [],
        ),
      );
      await executor.runSideBySide(round.filter(({ old }) => !needed.has(old)));
    }
    return false;
  } catch (error) {
    if (!(error instanceof BailError)) throw error;
    return true;
  }
}

function report({ events, dryRun }: RunContext, executor: StepExecutor, bailed: boolean): boolean {
  const failed = executor.errored || events.sawRefusal;
  if (failed && !bailed) events.said("error", `${dryRun ? "preview" : "update"} failed`);
  return !failed && !bailed;
}

const pendingOperationsWarning = (pending: PendingOperation[]): string =>
  [
    `Attempting to deploy or update resources with ${pending.length} pending operations from previous deployment.`,
    ...pending.map(({ resource, type }) => `  * ${resource.urn}, interrupted while ${type}`),
    "These resources are in an unknown state because the Pulumi CLI was interrupted while waiting for changes to these " +
      "resources to complete. You should confirm whether or not the operations listed completed successfully by " +
      "checking the state of the appropriate provider. Once you have confirmed the status of the interrupted " +
      "operations, you can repair your stack using `pulumi refresh` which will refresh the state from the provider " +
      "you are using and clear the pending operations if there are any.",
  ].join("\n");
