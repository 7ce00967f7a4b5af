import * as messages from "@pulumi/pulumi/proto/provider_pb";
import type { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { InitError } from "./initError";
import { about, call } from "./providerCall";
import type { ProviderProcess } from "./providerProcess";
import type { ResourceState } from "./state";
import {
  containsUnknowns,
  forProvider,
  fromStruct,
  toStruct,
  withSecretsOf,
  type PropertyMap,
} from "./values";

export interface CheckFailure {
  property: string;
  reason: string;
}

export interface ProviderDiff {
  /** undefined: the provider leaves the answer to the engine. */
  changes: boolean | undefined;
  replaceKeys: string[];
  deleteBeforeReplace: boolean;
}

export interface Created {
  id: string;
  outputs: PropertyMap;
  /** Set where the object exists but is not (yet) what it should be: the reasons. */
  initErrors?: string[];
}

export interface Read {
  /** Empty: the object is gone. */
  id: string;
  outputs: PropertyMap;
  inputs: PropertyMap | undefined;
}

/** Said when a diff is asked of a provider whose own settings are not known before the real run. */
export class DiffUnavailableError extends Error {
  constructor() {
    super(
      "The provider for this resource has inputs that are not known during preview.\n" +
        "This preview may not correctly represent the changes that will be applied during an update.",
    );
  }
}

/**
 * One dynamic provider as the engine sees it: values are turned to what the provider accepts and back, secrets are
 * kept by name, and a preview of create or update never reaches it (its answer to Configure promises no support).
 */
export class Provider {
  private constructor(
    private readonly process: ProviderProcess,
    /** undefined: the settings hold unknowns, so the process was never configured. */
    private readonly configured: Promise<ResourceProviderClient> | undefined,
  ) {}

  static configure(process: ProviderProcess, settings: PropertyMap): Provider {
    if (Object.values(settings).some(containsUnknowns)) return new Provider(process, undefined);
    const request = new messages.ConfigureRequest().setArgs(toStruct(settings)).setAcceptsecrets(true);
    const configured = process.client.then(async (client) => {
      await call<messages.ConfigureResponse>((done) => client.configure(request, done));
      return client;
    });
    configured.catch(() => undefined); // Each call below reports it.
    return new Provider(process, configured);
  }

  async check(
    urn: string,
    olds: PropertyMap,
    news: PropertyMap,
    allowUnknowns: boolean,
  ): Promise<{ inputs: PropertyMap; failures: CheckFailure[] }> {
    if (!this.configured) return { inputs: news, failures: [] };
    const request = about(urn, new messages.CheckRequest())
      .setOlds(toStruct(forProvider(olds)))
      .setNews(toStruct(forProvider(news)));
    const client = await this.configured;
    const response = await call<messages.CheckResponse>((done) => client.check(request, done));
    const inputs = withSecretsOf(fromStruct(response.getInputs()), news);
    if (!allowUnknowns) rejectUnknowns(inputs);
    const failures = response
      .getFailuresList()
      .map((failure) => ({ property: failure.getProperty(), reason: failure.getReason() }));
    return { inputs, failures };
  }

  async diff(
    urn: string,
    id: string,
    olds: { inputs: PropertyMap; outputs: PropertyMap },
    news: PropertyMap,
    ignoreChanges: string[],
  ): Promise<ProviderDiff> {
    if (!this.configured) throw new DiffUnavailableError();
    const request = about(urn, new messages.DiffRequest())
      .setId(id)
      .setOldInputs(toStruct(forProvider(olds.inputs)))
      .setOlds(toStruct(forProvider(olds.outputs)))
      .setNews(toStruct(forProvider(news)))
      .setIgnorechangesList(ignoreChanges);
    const client = await this.configured;
    const response = await call<messages.DiffResponse>((done) => client.diff(request, done));
    const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
    const changes = response.getChanges();
    return {
      changes: changes === DIFF_SOME ? true : changes === DIFF_NONE ? false : undefined,
      replaceKeys: response.getReplacesList(),
      deleteBeforeReplace: response.getDeletebeforereplace(),
    };
  }

  async create(urn: string, inputs: PropertyMap, preview: boolean): Promise<Created> {
    if (preview || !this.configured) {
      return { id: "", outputs: this.configured ? inputs : {} };
    }
    const request = about(urn, new messages.CreateRequest()).setProperties(toStruct(forProvider(inputs)));
    const client = await this.configured;
    const { id, outputs, initErrors } = await orInitFailure(async () => {
      const response = await call<messages.CreateResponse>((done) => client.create(request, done));
      return { id: response.getId(), outputs: fromStruct(response.getProperties()) };
    });
    if (id === "") throw new Error(`plugin returned empty resource.ID from create '${urn}'`);
    rejectUnknowns(outputs);
    return { id, outputs: withSecretsOf(outputs, inputs), initErrors };
  }

  async update(
    old: ResourceState,
    urn: string,
    inputs: PropertyMap,
    ignoreChanges: string[],
    preview: boolean,
  ): Promise<Created> {
    if (preview || !this.configured) {
      return { id: old.id, outputs: this.configured ? inputs : {} };
    }
    const request = about(urn, new messages.UpdateRequest())
      .setId(old.id)
      .setOldInputs(toStruct(forProvider(old.inputs)))
      .setOlds(toStruct(forProvider(old.outputs)))
      .setNews(toStruct(forProvider(inputs)))
      .setIgnorechangesList(ignoreChanges);
    const client = await this.configured;
    const { outputs, initErrors } = await orInitFailure(async () => {
      const response = await call<messages.UpdateResponse>((done) => client.update(request, done));
      return { id: old.id, outputs: fromStruct(response.getProperties()) };
    });
    rejectUnknowns(outputs);
    return { id: old.id, outputs: withSecretsOf(outputs, inputs), initErrors };
  }

  async read(urn: string, id: string, inputs: PropertyMap, outputs: PropertyMap): Promise<Read> {
    if (!this.configured) return { id: "", outputs: {}, inputs: {} };
    const request = about(urn, new messages.ReadRequest())
      .setId(id)
      .setInputs(toStruct(forProvider(inputs)))
      .setProperties(toStruct(forProvider(outputs)));
    const client = await this.configured;
    const response = await call<messages.ReadResponse>((done) => client.read(request, done));
    const newOutputs = fromStruct(response.getProperties());
    rejectUnknowns(newOutputs);
    return {
      id: response.getId(),
      outputs: withSecretsOf(newOutputs, outputs),
      inputs: response.hasInputs() ? withSecretsOf(fromStruct(response.getInputs()), inputs) : undefined,
    };
  }

  async delete(state: ResourceState): Promise<void> {
    const request = about(state.urn, new messages.DeleteRequest())
      .setId(state.id)
      .setOldInputs(toStruct(forProvider(state.inputs)))
      .setProperties(toStruct(forProvider(state.outputs)));
    if (!this.configured) throw new Error(`Cannot delete ${state.urn}: its provider is not configured.`);
    const client = await this.configured;
    await call((done) => client.delete(request, done));
  }

  async close(): Promise<void> {
    await this.process.child.kill();
  }
}

async function orInitFailure(create: () => Promise<Created>): Promise<Created> {
  try {
    return await create();
  } catch (error) {
    if (error instanceof InitError) return error.failure;
    throw error;
  }
}

function rejectUnknowns(map: PropertyMap): void {
  const key = Object.keys(map).find((name) => containsUnknowns(map[name] ?? null));
  if (key !== undefined) throw new Error(`unexpected unknown property value for "${key}"`);
}
