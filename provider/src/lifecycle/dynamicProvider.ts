import type { dynamic } from "@pulumi/pulumi";
import { environmentVariable } from "../genesys/settings/environment";
import { without } from "../language/json";
import type { DocumentKind, FlowKind } from "../language/kinds";
import { check } from "./check";
import { checkedOnline } from "./checkOnline";
import { create } from "./create";
import { remove } from "./delete";
import { diff } from "./diff";
import { DocumentForm } from "./documentForm";
import { InitError } from "./state";
import { checkOfOtherFlow, kindOfFlow } from "./otherFlow";
import { read } from "./read";
import { withSecrets } from "./secretProperties";
import type { ProviderContext } from "./context";
import type { FlowInputs, FlowState } from "./state";
import { update } from "./update";

type Properties = Record<string, unknown>;

/**
 * The provider of one kind of flow, as Pulumi's dynamic provider process calls it. All conversion of calls, results and
 * errors happens here: the provider source is not passed to the lifecycle functions, no `undefined` is returned to
 * Pulumi (which would fail on it after the flow was created), and errors consist of their message only.
 */
export function dynamicProvider(
  resource: DocumentKind | "flow",
  session: ProviderContext,
): dynamic.ResourceProvider {
  /** The flow type that the properties of a resource are of. */
  const kindOf = (properties: Properties): FlowKind =>
    resource !== "flow" ? resource : ((properties.__kind as FlowKind | undefined) ?? "workflow");
  return {
    configure: (request) => {
      session.configure(request.config);
      return Promise.resolve();
    },
    check: (olds: Properties, news: Properties) =>
      withPulumiErrors(session, news, async () => {
        const form = DocumentForm.of(news);
        const [before, after] = [plain<Properties>(olds), plain<Properties>(news)];
        const checked =
          resource === "flow"
            ? checkOfOtherFlow(session, before, after)
            : check(resource, session, before, after);
        const kind = kindOf(checked.inputs as Properties);
        return withSecretsMarked(await checkedOnline(kind, session, before, checked), form, "inputs");
      }),
    diff: (id, olds: Properties, news: Properties) =>
      withPulumiErrors(session, news, () =>
        diff(kindOf(olds), session, id, plain<FlowState>(olds), plain<FlowInputs>(news)),
      ),
    create: (inputs: Properties) =>
      withPulumiErrors(session, inputs, () =>
        withSecretsMarked(
          create(kindOf(inputs), session, plain<FlowInputs>(inputs)),
          DocumentForm.of(inputs),
          "outs",
        ),
      ),
    read: (id, props: Properties = {}) =>
      withPulumiErrors(session, props, async () => {
        const state = plain<FlowState>(props);
        const kind =
          resource === "flow" && props.__kind === undefined ? await kindOfFlow(session, id) : kindOf(props);
        return withSecretsMarked(read(kind, session, id, state), DocumentForm.of(props), "props", "inputs");
      }),
    update: (id, olds: Properties, news: Properties) =>
      withPulumiErrors(session, news, () =>
        withSecretsMarked(
          update(kindOf(news), session, id, plain<FlowState>(olds), plain<FlowInputs>(news)),
          DocumentForm.of(news),
          "outs",
        ),
      ),
    delete: (id, props: Properties) =>
      withPulumiErrors(session, props, () => remove(kindOf(props), session, id, plain<FlowState>(props))),
  };
}

/** Properties as the lifecycle functions take them: without the provider source, and with the document as a tree. */
function plain<T extends object>(properties: Properties): T {
  return DocumentForm.of(properties).unpack<T>(without(properties, "__provider"));
}

/** A result in which the given properties have the document in its form, and their secrets are marked. */
async function withSecretsMarked<T extends object>(
  result: T | Promise<T>,
  form: DocumentForm,
  ...keys: (keyof T)[]
): Promise<T> {
  const marked: T = { ...(await result) };
  for (const key of keys) {
    const properties: unknown = marked[key];
    if (typeof properties === "object" && properties !== null)
      marked[key] = withSecrets(form.pack(properties)) as T[typeof key];
  }
  return marked;
}

async function withPulumiErrors<T>(
  session: ProviderContext,
  properties: Properties,
  act: () => Promise<T>,
): Promise<T> {
  try {
    return withoutUndefined(await session.whileBusy(act));
  } catch (error) {
    throw toPulumiError(error, properties);
  }
}

/** Everything that is returned to Pulumi must be JSON: its conversion throws on any nested `undefined`. */
function withoutUndefined<T>(value: T): T {
  return value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T);
}

/** An error of which Pulumi prints only the message. An InitError keeps the properties that it records in state. */
function toPulumiError(error: unknown, properties: Properties): Error {
  const cause = error instanceof Error ? error : new Error(String(error));
  const shown = new Error(cause.message);
  // Pulumi prints the name and stack of errors in check, diff, read and delete, which do not help the user.
  shown.name = "";
  shown.stack = environmentVariable(process.env, "GENESYSCLOUD_DEBUG") === undefined ? "" : cause.stack;
  if (cause instanceof InitError) {
    return Object.assign(shown, {
      id: cause.id,
      reasons: cause.reasons,
      // Without the provider source, the resource could never be read or deleted again.
      properties: withoutUndefined({
        ...withSecrets(DocumentForm.of(properties).pack(cause.properties)),
        __provider: properties.__provider,
      }),
    });
  }
  return shown;
}
