import { credentials } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { childEnvironment, startNode, type Child, type OnLine } from "./childProcess";
import { GRPC_OPTIONS } from "./grpcServer";
import { resolveFrom } from "./programProcess";
import type { Project } from "./project";

// The process wants an engine's address, keeps it, and never calls it.
const NO_ENGINE = "127.0.0.1:0";

export interface ProviderProcess {
  child: Child;
  client: Promise<ResourceProviderClient>;
}

/** Starts the process in which Pulumi's dynamic providers live, as the engine does for each provider resource. */
export function startProviderProcess(
  project: Project,
  env: Record<string, string>,
  onLine: OnLine,
): ProviderProcess {
  const runtimeOptions = Object.entries(project.runtimeOptions).map(
    ([name, value]) => [`PULUMI_RUNTIME_${name.toUpperCase()}`, String(value)] as const,
  );
  const fullEnv = childEnvironment({
    ...env,
    ...Object.fromEntries(runtimeOptions),
    PULUMI_NODEJS_PROJECT: project.name,
    PULUMI_PROJECT: project.name,
    PULUMI_CONFIG: "{}",
  });
  // The first line on stdout is the port; whatever follows is for people.
  let gotPort: (line: string) => void;
  const port = new Promise<string>((resolve) => (gotPort = resolve));
  let seenPort = false;
  const module = resolveFrom(project.programDir, "@pulumi/pulumi/cmd/dynamic-provider");
  const child = startNode([module, NO_ENGINE], project.programDir, fullEnv, (line, stream) => {
    if (seenPort || stream === "stderr") return onLine(line, stream);
    seenPort = true;
    gotPort(line.trim());
  });
  const failed = child.exited.then((code) => {
    throw new Error(`The provider process ended (exit code ${code}) before it said where it listens.`);
  });
  const client = Promise.race([port, failed]).then(
    (number) => new ResourceProviderClient(`127.0.0.1:${number}`, credentials.createInsecure(), GRPC_OPTIONS),
  );
  // Nobody may be waiting yet (or ever, for a process started ahead); whoever asks for the client gets the error.
  failed.catch(() => undefined);
  client.catch(() => undefined);
  return { child, client };
}
