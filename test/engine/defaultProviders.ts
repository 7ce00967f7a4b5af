import type { Goal } from "./goal";
import type { ResourceState } from "./state";
import { providerReference, providerType } from "./urn";
import type { PropertyMap } from "./values";

const DYNAMIC = "pulumi-nodejs";

/** The providers of resources that name none: registered by the engine itself, once, when the first of them comes. */
export class DefaultProviders {
  private readonly references = new Map<string, Promise<string>>();

  constructor(
    /** Dynamic providers get the whole stack config. */
    private readonly settings: PropertyMap,
    private readonly register: (goal: Goal) => Promise<ResourceState>,
  ) {}

  reference(packageName: string): Promise<string> {
    const known = this.references.get(packageName) ?? this.make(packageName);
    this.references.set(packageName, known);
    return known;
  }

  private async make(packageName: string): Promise<string> {
    if (packageName !== DYNAMIC) {
      throw new Error(
        `The stand-in engine has no provider for the package "${packageName}": ` +
          "it serves dynamic providers written in Node only. Use the Pulumi CLI.",
      );
    }
    const state = await this.register({
      type: providerType(packageName),
      name: "default",
      custom: true,
      properties: this.settings,
      parent: "",
      provider: "",
      deletedWith: "",
      dependencies: [],
      propertyDependencies: {},
      replaceWith: [],
      ignoreChanges: [],
      replaceOnChanges: [],
      additionalSecretOutputs: [],
      aliases: [],
    });
    return providerReference(state.urn, state.id);
  }
}
