import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Provider, type Created, type Read } from "../engine/provider";
import { startProviderProcess } from "../engine/providerProcess";
import type { PropertyMap } from "../engine/values";
import type { LocalOrg } from "genesyscloud-local-org";

/** The provider process as the engine uses it: the real one, over gRPC, for one stack of an organization. */
export interface ProviderClient {
  module: ProviderCalls;
  inboundFlow: ProviderCalls;
  /** A flow of any other type. */
  flow: ProviderCalls;
  /** The output of the process, which would appear under the stack. */
  lines: string[];
  /** The Pulumi home folder. */
  home: string;
  close(): Promise<void>;
  /** Kills the process as `kill -9` does, and keeps its folders for a next one. */
  kill(): Promise<void>;
}

/** The calls for one type of resource. */
export interface ProviderCalls {
  /** The reasons of all failures, and the inputs as checked. */
  check: (news: PropertyMap, olds?: PropertyMap) => Promise<{ inputs: PropertyMap; failures: string[] }>;
  diff: (
    id: string,
    olds: PropertyMap,
    news: PropertyMap,
  ) => Promise<{ changes: boolean | undefined; replaces: string[] }>;
  create: (inputs: PropertyMap) => Promise<Created>;
  read: (id: string, outputs: PropertyMap) => Promise<Read>;
  update: (id: string, olds: PropertyMap, news: PropertyMap) => Promise<Created>;
  delete: (id: string, outputs: PropertyMap) => Promise<void>;
}

const TYPES = { module: "FlowModule", inboundFlow: "InboundFlow", flow: "Flow" } as const;

/** Options of a provider process. */
export interface ProviderOptions {
  /** In addition to the credentials of the local organization. */
  env?: Record<string, string>;
  /** The provider's own configuration. */
  settings?: PropertyMap;
  home?: string;
  /** Files in the project's folder, by name; the program is in a folder below it. */
  files?: Record<string, string>;
}

/** Starts a provider process for an organization. */
export async function startProvider(
  org: Pick<LocalOrg, "url"> | undefined,
  options: ProviderOptions = {},
): Promise<ProviderClient> {
  const folder = await mkdtemp(join(tmpdir(), "door-"));
  const programDir = join(folder, "program");
  await mkdir(programDir);
  await writeFile(join(folder, "Pulumi.yaml"), "name: ivr\nruntime: nodejs\nmain: program\n");
  for (const [name, text] of Object.entries(options.files ?? {})) await writeFile(join(folder, name), text);
  const home = options.home ?? join(folder, "home");
  await symlink(resolve(__dirname, "../../node_modules"), join(folder, "node_modules"));
  const lines: string[] = [];
  const env = {
    PULUMI_HOME: home,
    ...(org !== undefined && {
      GENESYSCLOUD_GATEWAY_URL: org.url,
      GENESYSCLOUD_OAUTHCLIENT_ID: "local",
      GENESYSCLOUD_OAUTHCLIENT_SECRET: "local-secret",
    }),
    ...options.env,
  };
  const process = startProviderProcess(
    { name: "ivr", root: folder, programDir, entryPoint: ".", typescript: false, runtimeOptions: {} },
    env,
    (line) => lines.push(line),
  );
  const provider = Provider.configure(process, options.settings ?? {});
  return {
    module: heard(verbs(provider, "module", "flowModule")),
    inboundFlow: heard(verbs(provider, "inboundFlow", "inboundFlow")),
    flow: heard(verbs(provider, "flow", "flow")),
    lines,
    home,
    kill: () => process.child.kill(),
    close: async () => {
      await provider.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function verbs(provider: Provider, kind: keyof typeof TYPES, exported: string): ProviderCalls {
  const line = `exports.handler = () => require("pulumi-genesyscloud/provider").${exported};`;
  const whole = (properties: PropertyMap): PropertyMap => ({ ...properties, __provider: line });
  const urnOf = (properties: PropertyMap): string =>
    typeof properties.__owner === "string"
      ? properties.__owner
      : `urn:pulumi:dev::ivr::pulumi-nodejs:dynamic/genesyscloud:${TYPES[kind]}::it`;
  return {
    async check(news, olds = {}) {
      const { inputs, failures } = await provider.check(urnOf(news), olds, whole(news), true);
      return {
        inputs,
        failures: failures.map(({ property, reason }) =>
          property === "" ? reason : `${property}?${reason}`,
        ),
      };
    },
    async diff(id, olds, news) {
      const { changes, replaceKeys } = await provider.diff(
        urnOf(news),
        id,
        { inputs: whole(olds), outputs: whole(olds) },
        whole(news),
        [],
      );
      return { changes, replaces: replaceKeys };
    },
    create: (inputs) => provider.create(urnOf(inputs), whole(inputs), false),
    read: (id, outputs) => provider.read(urnOf(outputs), id, whole(outputs), whole(outputs)),
    update: (id, olds, news) =>
      provider.update(stateWith(id, urnOf(news), whole(olds)), urnOf(news), whole(news), [], false),
    delete: (id, outputs) => provider.delete(stateWith(id, urnOf(outputs), whole(outputs))),
  };
}

/**
 * The same calls, each followed by a wait until the output that the process printed in it has been read. It
 * prints before it answers, but through another pipe, which may be read later than the answer.
 */
function heard(verbs: ProviderCalls): ProviderCalls {
  const after =
    <Given extends unknown[], Result>(call: (...given: Given) => Promise<Result>) =>
    async (...given: Given): Promise<Result> => {
      try {
        return await call(...given);
      } finally {
        for (let turn = 0; turn < 3; turn++) await new Promise((done) => setImmediate(done));
      }
    };
  return {
    check: after(verbs.check),
    diff: after(verbs.diff),
    create: after(verbs.create),
    read: after(verbs.read),
    update: after(verbs.update),
    delete: after(verbs.delete),
  };
}

type State = Parameters<Provider["delete"]>[0];

/** The parts of a resource's state that the provider's calls use. */
function stateWith(id: string, urn: string, outputs: PropertyMap): State {
  return { id, urn, inputs: outputs, outputs } as State;
}
