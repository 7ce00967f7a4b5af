import type { ActionDefinition } from "./definition";
import type { Value } from "../model";
import type { Plain } from "../deepInput";
import { entry } from "../entryBuilders";
import type { EntryTo } from "../typedDocument";
import { tableAction, expressionCodec, variableCodec } from "./tableAction";

/** The parameters of `flow.findQueue`. */
export interface FindQueueParameters {
  /** The queue's name. */
  name: Value;
  /** The variable of type `queue` that receives the queue. */
  variable: string;
}

/** The paths of `flow.findQueue`. */
export interface FindQueuePaths<Target extends string = string> {
  /** A queue with that name exists. */
  found?: Target;
  /** No queue has that name. */
  notFound?: Target;
  /** The fallback for paths that are not named. */
  default?: Target;
}

/** The builder of `findQueue` entries. */
export interface FindQueueBuilder {
  /**
   * Finds a queue whose name is only known during the call. A transfer can then use the variable.
   *
   * @param parameters `name`: the queue's name, `variable`: the variable of type `queue` that receives the queue
   * @param nexts `found` and `notFound`; `default`: the fallback for paths that are not named
   * @example
   * find: flow.findQueue(
   *   { name: flow.exp("Flow.QueueName"), variable: "Flow.Queue" },
   *   { found: "transfer", notFound: "bye" },
   * )
   * @see https://help.mypurecloud.com/articles/find-queue-action/
   */
  findQueue<Target extends string = never>(
    parameters: Plain<FindQueueParameters>,
    nexts?: FindQueuePaths<Target>,
  ): EntryTo<Target>;
}

const build: FindQueueBuilder["findQueue"] = (parameters, nexts) => entry("findQueue", parameters, nexts);

export const findQueue = {
  ...tableAction<FindQueueParameters>({
    type: "findQueue",
    fields: {
      name: { key: "findName", codec: expressionCodec("string"), required: true },
      variable: { key: "findResult", codec: variableCodec("queue"), required: true },
    },
    paths: ["found", "notFound"],
  }),
  build,
} satisfies ActionDefinition<FindQueueParameters> & { build: unknown };
