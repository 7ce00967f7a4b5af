import type { Deployment, DeploymentResource } from "./deployment";
import type { Engine, OperationOptions, OperationResult, StackOptions } from "./engine";
import { RecorderStack } from "./recorderStack";
import type { RecordedResource, RecordedStep, Recording } from "./recordings";
import { isSecret, type PropertyMap, type Value } from "./values";

/** Plays the commands of a recording on an engine and writes down what happens, in the recording's own form. */
export async function replay(
  recording: Recording,
  engineFor: (stack: StackOptions) => Engine,
): Promise<RecordedStep[]> {
  const stack = new RecorderStack();
  try {
    let config: Record<string, string> = {};
    const played: RecordedStep[] = [];
    for (const step of recording.steps) {
      config = { ...config, ...step.config };
      if (step.program !== undefined) stack.writeProgram(step.program);
      if (step.cloud) stack.changeCloud(step.cloud.change ?? {}, step.cloud.remove ?? []);
      const result = await run(engineFor(stack.options(config)), step.run);
      played.push(asRecorded(step, result, stack));
    }
    return played;
  } finally {
    stack.remove();
  }
}

/** @param command As it was typed: `up --parallel 3`. */
function run(engine: Engine, command: string): Promise<OperationResult> {
  const [name, ...flags] = command.split(" ");
  const parallel = flags.indexOf("--parallel");
  const options: OperationOptions = {
    refresh: flags.includes("--refresh"),
    ...(parallel >= 0 && { parallel: Number(flags[parallel + 1]) }),
  };
  switch (name) {
    case "preview":
    case "up":
    case "refresh":
    case "destroy":
      return engine[name](options);
    default:
      throw new Error(`"${command}" is no command that an engine knows.`);
  }
}

function asRecorded(step: RecordedStep, result: OperationResult, stack: RecorderStack): RecordedStep {
  const pending = result.state.deployment.pending_operations;
  return {
    run: step.run,
    exit: result.exitCode,
    calls: stack.takeCalls(),
    ops: result.operations,
    summary: { resourceChanges: result.changes },
    diagnostics: result.diagnostics.map((diagnostic) => ({
      ...diagnostic,
      message: diagnostic.message.replaceAll(stack.dir, "<dir>").trim(),
    })),
    state: resourcesOf(result.state).map(recordedResource),
    ...(pending && { pendingOperations: pending.map(({ type, resource }) => ({ type, urn: resource.urn })) }),
    cloudAfter: stack.cloud,
  };
}

const resourcesOf = (state: Deployment): DeploymentResource[] => state.deployment.resources ?? [];

/** What a recording keeps of a resource: no random ids, no ciphertext, no program text. */
function recordedResource(resource: DeploymentResource): RecordedResource {
  const isProvider = resource.type.startsWith("pulumi:providers");
  const { urn, type, custom, parent, protect, retainOnDelete, external, initErrors } = resource;
  const kept = {
    ...{ urn, type, custom, parent, protect, retainOnDelete, external, initErrors },
    delete: resource.delete,
    id: isProvider ? "<provider id>" : resource.id,
    inputs: resource.inputs && cleanMap(resource.inputs),
    outputs: resource.outputs && cleanMap(resource.outputs),
    dependencies: resource.dependencies,
    propertyDependencies: resource.propertyDependencies,
    provider: resource.provider?.replace(/::[0-9a-f-]{36}$/, "::<provider id>"),
    additionalSecretOutputs: resource.additionalSecretOutputs,
    providerTextKept: resource.inputs?.__provider !== undefined || undefined,
  };
  return JSON.parse(JSON.stringify(kept)) as RecordedResource;
}

const cleanMap = (map: PropertyMap): PropertyMap =>
  Object.fromEntries(
    Object.entries(map)
      .filter(([key]) => key !== "__provider")
      .map(([key, value]) => [key, clean(value)]),
  );

function clean(value: Value): Value {
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== "object" || value === null) return value;
  if (isSecret(value)) return "ciphertext" in value ? "<secret, encrypted>" : "<secret>";
  return cleanMap(value);
}
