import { ForeignAnswerError } from "./http/platformErrors";

/**
 * The error for a change that a server other than Genesys Cloud answered with success, and that the flow does not
 * show.
 */
export function unconfirmed(change: "delete" | "move", id: string, operation: string): ForeignAnswerError {
  const done = change === "delete" ? "is still there" : "has not moved";
  return new ForeignAnswerError(
    `The ${change} of flow ${id} was answered with success, but the flow ${done}, and the answer does not carry Genesys Cloud's correlation id: a gateway, a proxy or another server answered. Check the address in the settings, and the proxies between here and there.`,
    { operation },
  );
}
