import { randomUUID } from "node:crypto";
import { Provider } from "./provider";
import type { ProviderProcess } from "./providerProcess";
import { sameProperties } from "./propertyDiff";
import type { ResourceState } from "./state";
import { providerReference } from "./urn";
import { UNKNOWN, type PropertyMap } from "./values";

/**
 * The life of provider resources: each has its own process, started when it is registered and configured when it is
 * known to be new, changed or the same. Dynamic providers implement neither CheckConfig nor DiffConfig, so any
 * settings are fine and a change of them is an update, never a replacement.
 */
export class ProviderRegistry {
  private readonly providers = new Map<string, Provider>();
  private readonly unconfigured = new Map<string, ProviderProcess>();
  private readonly formerUrns = new Map<string, string>();

  constructor(private readonly start: () => ProviderProcess) {}

  get(reference: string): Provider | undefined {
    return this.providers.get(reference);
  }

  /** A renamed provider also answers to its former URN, by which resources in state still call it. */
  registerAlias(urn: string, formerUrn: string): void {
    this.formerUrns.set(urn, formerUrn);
  }

  check(urn: string): void {
    if (!this.unconfigured.has(urn)) this.unconfigured.set(urn, this.start());
  }

  changed(old: ResourceState, inputs: PropertyMap): boolean {
    return !sameProperties(old.outputs, inputs);
  }

  create(urn: string, inputs: PropertyMap, preview: boolean): string {
    const id = preview ? UNKNOWN : randomUUID();
    this.configure(urn, id, inputs);
    return id;
  }

  update(urn: string, id: string, inputs: PropertyMap): void {
    this.configure(urn, id, inputs);
  }

  /** Makes a provider from state usable as it is recorded there. */
  same(state: ResourceState): void {
    if (this.providers.has(providerReference(state.urn, state.id))) return;
    this.configure(state.urn, state.id, state.inputs);
  }

  private configure(urn: string, id: string, settings: PropertyMap): void {
    const process = this.unconfigured.get(urn) ?? this.start();
    this.unconfigured.delete(urn);
    const provider = Provider.configure(process, settings);
    this.providers.set(providerReference(urn, id), provider);
    const formerUrn = this.formerUrns.get(urn);
    if (formerUrn !== undefined) this.providers.set(providerReference(formerUrn, id), provider);
  }
}
