import type { dynamic } from "@pulumi/pulumi";
import { environmentVariable } from "../cloud/environment";
import type { FlowKind } from "../document/kinds";
import { check } from "./check";
import { create } from "./create";
import { remove } from "./delete";
import { diff } from "./diff";
import { InitError } from "./initError";
import { read } from "./read";
import type { Session } from "./session";
import type { FlowInputs, FlowState } from "./state";
import { update } from "./update";

type Properties = Record<string, unknown>;

/**
 * The provider of one kind of flow as Pulumi's dynamic provider process calls it. The one place that makes calls,
 * results and errors safe: the line in state never reaches the life cycle, no `undefined` reaches Pulumi (it fails on
 * one after the flow was made), and errors are their message only.
 */
export function dynamicProvider(kind: FlowKind, session: Session): dynamic.ResourceProvider {
  return {
    configure: (request) => {
      session.configure(request.config);
      return Promise.resolve();
    },
    check: (olds: Properties, news: Properties) =>
      safely(news, () => Promise.resolve(check(kind, session, given(olds), given(news)))),
    diff: (id, olds: Properties, news: Properties) =>
      safely(news, () => diff(kind, session, id, given<FlowState>(olds), given<FlowInputs>(news))),
    create: (inputs: Properties) => safely(inputs, () => create(kind, session, given<FlowInputs>(inputs))),
    read: (id, props: Properties = {}) =>
      safely(props, () => read(kind, session, id, given<FlowState>(props))),
    update: (id, olds: Properties, news: Properties) =>
      safely(news, () => update(kind, session, id, given<FlowState>(olds), given<FlowInputs>(news))),
    delete: (id, props: Properties) =>
      safely(props, () => remove(kind, session, id, given<FlowState>(props))),
  };
}

/** The properties without the line in state. */
function given<T extends object>(properties: Properties): T {
  return Object.fromEntries(Object.entries(properties).filter(([key]) => key !== "__provider")) as T;
}

async function safely<T>(properties: Properties, act: () => Promise<T>): Promise<T> {
  try {
    return withoutUndefined(await act());
  } catch (error) {
    throw plain(error, properties.__provider);
  }
}

/** Everything that goes back to Pulumi must be JSON: its conversion throws on `undefined`, wherever it stands. */
function withoutUndefined<T>(value: T): T {
  return value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T);
}

/** An error of which Pulumi prints the message and nothing else; a half-done one keeps what it carries into state. */
function plain(error: unknown, line: unknown): Error {
  const cause = error instanceof Error ? error : new Error(String(error));
  const shown = new Error(cause.message);
  // Pulumi prints name and stack of errors in check, diff, read and delete; both say nothing to a user.
  shown.name = "";
  shown.stack = environmentVariable(process.env, "GENESYSCLOUD_DEBUG") === undefined ? "" : cause.stack;
  if (cause instanceof InitError) {
    return Object.assign(shown, {
      id: cause.id,
      reasons: cause.reasons,
      // Without the line in state the resource could never be read or deleted again.
      properties: withoutUndefined({ ...cause.properties, __provider: line }),
    });
  }
  return shown;
}
