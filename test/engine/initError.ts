import type { ServiceError } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { fromStruct, type PropertyMap } from "./values";

/** The object was made, but is not (yet) what it should be: it is kept in state together with the reasons. */
export interface InitFailure {
  id: string;
  outputs: PropertyMap;
  initErrors: string[];
}

export class InitError extends Error {
  constructor(readonly failure: InitFailure) {
    super(initErrorText(failure.initErrors));
  }
}

/** As the engine words it. */
export const initErrorText = (reasons: string[]): string =>
  `${reasons.length} error${reasons.length === 1 ? "" : "s"} occurred:\n${reasons.map((reason) => `\t* ${reason}\n`).join("")}`;

/** gRPC's richer errors: a google.rpc.Status in binary metadata, with the details packed inside. */
export function initFailureOf(error: ServiceError): InitFailure | undefined {
  const [status] = error.metadata.get("grpc-status-details-bin");
  if (!(status instanceof Buffer)) return undefined;
  for (const detail of Status.deserializeBinary(status).getDetailsList()) {
    if (detail.getTypeName() !== "pulumirpc.ErrorResourceInitFailed") continue;
    const failure = ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8());
    return {
      id: failure.getId(),
      outputs: fromStruct(failure.getProperties()),
      initErrors: failure.getReasonsList(),
    };
  }
  return undefined;
}
