/** A resource as `pulumi import --file` takes it up. */
export interface ImportedResource {
  /** The type token. */
  type: string;
  /** The resource's name in the stack. */
  name: string;
  id: string;
  /** What the program gives, as it stands in state after a deployment. */
  inputs: Readonly<Record<string, unknown>>;
  /** The whole of what stands in state. With it the engine reads nothing from the resource's provider (CLI 3.254 or newer). */
  outputs: Readonly<Record<string, unknown>>;
}

/** The text of an import file. */
export function importFileOf(resources: readonly ImportedResource[]): string {
  return `${JSON.stringify({ resources }, null, 2)}\n`;
}
