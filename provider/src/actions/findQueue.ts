import type { ActionDefinition } from "../document/action";
import type { Entry, Value } from "../document/model";
import { entry } from "./entry";
import { simpleAction, valueOf, variableOf } from "./fields";
import type { GivenFields } from "./given";

/** What {@link findQueue} takes. */
export interface FindQueueParameters {
  /** The queue's name. */
  name: Value;
  /** The variable, of type queue, that receives the queue. */
  variable: string;
}

/** The paths of {@link findQueue}. */
export interface FindQueuePaths {
  found?: string;
  notFound?: string;
  /** Where a path goes that is not named. */
  default?: string;
}

/**
 * Finds a queue by a name that is only known during the call; a transfer can then take the variable.
 *
 * @example
 * find: flow.findQueue(
 *   { name: flow.exp("Flow.QueueName"), variable: "Flow.Queue" },
 *   { found: "transfer", notFound: "bye" },
 * )
 * @see https://help.mypurecloud.com/articles/find-queue-action/
 */
function build(parameters: GivenFields<FindQueueParameters>, nexts?: FindQueuePaths): Entry {
  return entry("findQueue", parameters, nexts);
}

export const findQueue = {
  ...simpleAction<FindQueueParameters>({
    type: "findQueue",
    fields: {
      name: { key: "findName", codec: valueOf("string"), required: true },
      variable: { key: "findResult", codec: variableOf("queue"), required: true },
    },
    paths: ["found", "notFound"],
  }),
  build,
} satisfies ActionDefinition<FindQueueParameters> & { build: unknown };
