import type { dynamic } from "@pulumi/pulumi";
import { environmentVariable } from "../genesys/settings/environment";
import type { FlowKind } from "../language/kinds";
import { check } from "./check";
import { create } from "./create";
import { remove } from "./delete";
import { diff } from "./diff";
import { InitError } from "./state";
import { read } from "./read";
import { withSecrets } from "./secretProperties";
import type { ProviderContext } from "./context";
import type { FlowInputs, FlowState } from "./state";
import { update } from "./update";

type Properties = Record<string, unknown>;

/**
 * The provider of one kind of flow as Pulumi's dynamic provider process calls it. The one place that makes calls,
 * results and errors safe: the line in state never reaches the life cycle, no `undefined` reaches Pulumi (it fails on
 * one after the flow was made), and errors are their message only.
 */
export function dynamicProvider(kind: FlowKind, session: ProviderContext): dynamic.ResourceProvider {
  return {
    configure: (request) => {
      session.configure(request.config);
      return Promise.resolve();
    },
    check: (olds: Properties, news: Properties) =>
      withPulumiErrors(news, () =>
        withSecretsMarked(check(kind, session, withoutProviderKey(olds), withoutProviderKey(news)), "inputs"),
      ),
    diff: (id, olds: Properties, news: Properties) =>
      withPulumiErrors(news, () =>
        diff(kind, session, id, withoutProviderKey<FlowState>(olds), withoutProviderKey<FlowInputs>(news)),
      ),
    create: (inputs: Properties) =>
      withPulumiErrors(inputs, () =>
        withSecretsMarked(create(kind, session, withoutProviderKey<FlowInputs>(inputs)), "outs"),
      ),
    read: (id, props: Properties = {}) =>
      withPulumiErrors(props, () =>
        withSecretsMarked(read(kind, session, id, withoutProviderKey<FlowState>(props)), "props", "inputs"),
      ),
    update: (id, olds: Properties, news: Properties) =>
      withPulumiErrors(news, () =>
        withSecretsMarked(
          update(
            kind,
            session,
            id,
            withoutProviderKey<FlowState>(olds),
            withoutProviderKey<FlowInputs>(news),
          ),
          "outs",
        ),
      ),
    delete: (id, props: Properties) =>
      withPulumiErrors(props, () => remove(kind, session, id, withoutProviderKey<FlowState>(props))),
  };
}

/** A result in which the secrets of these properties are marked. */
async function withSecretsMarked<T extends object>(result: T | Promise<T>, ...keys: (keyof T)[]): Promise<T> {
  const marked: T = { ...(await result) };
  for (const key of keys) {
    const properties: unknown = marked[key];
    if (typeof properties === "object" && properties !== null)
      marked[key] = withSecrets(properties) as T[typeof key];
  }
  return marked;
}

/** The properties without the line in state. */
function withoutProviderKey<T extends object>(properties: Properties): T {
  return Object.fromEntries(Object.entries(properties).filter(([key]) => key !== "__provider")) as T;
}

async function withPulumiErrors<T>(properties: Properties, act: () => Promise<T>): Promise<T> {
  try {
    return withoutUndefined(await act());
  } catch (error) {
    throw toPulumiError(error, properties.__provider);
  }
}

/** Everything that goes back to Pulumi must be JSON: its conversion throws on `undefined`, wherever it stands. */
function withoutUndefined<T>(value: T): T {
  return value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T);
}

/** An error of which Pulumi prints the message and nothing else; a half-done one keeps what it carries into state. */
function toPulumiError(error: unknown, line: unknown): Error {
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
      properties: withoutUndefined({ ...withSecrets(cause.properties), __provider: line }),
    });
  }
  return shown;
}
