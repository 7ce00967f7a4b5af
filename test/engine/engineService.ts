import type { IEngineServer } from "@pulumi/pulumi/proto/engine_grpc_pb";
import {
  GetRootResourceResponse,
  LogSeverity,
  RequirePulumiVersionResponse,
  SetRootResourceResponse,
} from "@pulumi/pulumi/proto/engine_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { RunEvents, Severity } from "./events";
import { unary, unimplemented } from "./monitor";

const SEVERITIES: Record<LogSeverity, Severity> = {
  [LogSeverity.DEBUG]: "debug",
  [LogSeverity.INFO]: "info",
  [LogSeverity.WARNING]: "warning",
  [LogSeverity.ERROR]: "error",
};

/** Pulumi's Engine service: takes what `pulumi.log` says, and remembers which resource is the stack. */
export function engineService(events: RunEvents, stopped: Promise<never>): IEngineServer {
  let rootUrn = "";
  const answer = <Request, Response>(respond: (request: Request) => Response) => unary(stopped, respond);
  return {
    log: answer((request) => {
      const severity = SEVERITIES[request.getSeverity()];
      // Ephemeral lines are for a terminal that shows progress.
      if (severity !== "debug" && !request.getEphemeral())
        events.said(severity, request.getMessage(), request.getUrn());
      return new Empty();
    }),
    getRootResource: answer(() => new GetRootResourceResponse().setUrn(rootUrn)),
    setRootResource: answer((request) => {
      rootUrn = request.getUrn();
      return new SetRootResourceResponse();
    }),
    startDebugging: unimplemented,
    requirePulumiVersion: answer(() => new RequirePulumiVersionResponse()),
  };
}
