import { createHash } from "node:crypto";
import type { Crypter } from "./secrets";
import { newState, type OperationType, type ResourceState, type Snapshot } from "./state";
import { isSecret, SECRET, SIGNATURE, type PropertyMap, type Value } from "./values";

/** A stack as `pulumi stack export` prints it and `pulumi stack import` takes it: deployment format, version 3. */
export interface Deployment {
  version: 3;
  deployment: {
    manifest: { time: string; magic: string; version: string };
    secrets_providers?: { type: string; state?: { salt?: string } };
    resources?: DeploymentResource[];
    pending_operations?: { resource: DeploymentResource; type: OperationType }[];
    metadata?: Record<string, unknown>;
  };
}

/** A resource in a deployment: what has its default value is left out; secrets are `{ciphertext}`. */
export type DeploymentResource = Partial<ResourceState> & Pick<ResourceState, "urn" | "type" | "custom">;

/** Turns snapshots into deployments and back; no secret leaves it in plain text. */
export class DeploymentFormat {
  // Property maps are never changed in place, so each is encrypted once: unchanged secrets keep their ciphertext.
  private readonly encrypted = new WeakMap<PropertyMap, PropertyMap>();

  /** @param crypter Still being opened, as a rule: that takes time, and is waited for where it is needed only. */
  constructor(private readonly crypter: Promise<Crypter>) {}

  async write(snapshot: Snapshot): Promise<Deployment> {
    const crypter = await this.crypter;
    const serialize = (state: ResourceState) => this.serialize(state, crypter);
    const resources = snapshot.resources.map(serialize);
    const pending = snapshot.pendingOperations.map(({ resource, type }) => ({
      resource: serialize(resource),
      type,
    }));
    return {
      version: 3,
      deployment: {
        manifest: { time: new Date().toISOString(), magic: MAGIC, version: VERSION },
        secrets_providers: { type: "passphrase", state: { salt: crypter.salt } },
        ...(resources.length > 0 && { resources }),
        ...(pending.length > 0 && { pending_operations: pending }),
        metadata: {},
      },
    };
  }

  async read(deployment: Deployment): Promise<Snapshot> {
    const crypter = JSON.stringify(deployment).includes(SECRET) ? await this.crypter : undefined;
    const read = (resource: DeploymentResource): ResourceState =>
      newState({
        ...resource,
        inputs: this.decrypt(resource.inputs ?? {}, crypter),
        outputs: this.decrypt(resource.outputs ?? {}, crypter),
      });
    const { resources, pending_operations: pending } = deployment.deployment;
    return {
      resources: (resources ?? []).map(read),
      pendingOperations: (pending ?? []).map(({ resource, type }) => ({ resource: read(resource), type })),
    };
  }

  private serialize({ urn, type, custom, ...rest }: ResourceState, crypter: Crypter): DeploymentResource {
    const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => !isDefault(value)));
    return {
      urn,
      custom,
      type,
      ...given,
      ...(given.inputs !== undefined && { inputs: this.encrypt(rest.inputs, crypter) }),
      ...(given.outputs !== undefined && { outputs: this.encrypt(rest.outputs, crypter) }),
    };
  }

  private encrypt(map: PropertyMap, crypter: Crypter): PropertyMap {
    const known = this.encrypted.get(map) ?? mapValues(map, (value) => encryptValue(value, crypter));
    this.encrypted.set(map, known);
    return known;
  }

  private decrypt(map: PropertyMap, crypter: Crypter | undefined): PropertyMap {
    if (!crypter) return map;
    const plain = mapValues(map, (value) => decryptValue(value, crypter));
    this.encrypted.set(plain, map);
    return plain;
  }
}

const VERSION = "stand-in";
// The CLI takes a state for tampered with where this is not the hash of the version.
const MAGIC = createHash("sha256").update(VERSION).digest("hex");

const isDefault = (value: unknown): boolean =>
  value === undefined ||
  value === false ||
  value === "" ||
  (typeof value === "object" && value !== null && Object.keys(value).length === 0);

const mapValues = (map: PropertyMap, change: (value: Value) => Value): PropertyMap =>
  Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));

function encryptValue(value: Value, crypter: Crypter): Value {
  if (Array.isArray(value)) return value.map((child) => encryptValue(child, crypter));
  if (typeof value !== "object" || value === null) return value;
  if (isSecret(value)) {
    return { [SIGNATURE]: SECRET, ciphertext: crypter.encrypt(JSON.stringify(value.value ?? null)) };
  }
  return mapValues(value, (child) => encryptValue(child, crypter));
}

function decryptValue(value: Value, crypter: Crypter): Value {
  if (Array.isArray(value)) return value.map((child) => decryptValue(child, crypter));
  if (typeof value !== "object" || value === null) return value;
  if (isSecret(value)) return { [SIGNATURE]: SECRET, value: secretValue(value, crypter) };
  return mapValues(value, (child) => decryptValue(child, crypter));
}

function secretValue({ ciphertext, plaintext }: PropertyMap, crypter: Crypter): Value {
  // `pulumi stack export --show-secrets` writes plaintext instead of ciphertext.
  const json = typeof ciphertext === "string" ? crypter.decrypt(ciphertext) : plaintext;
  if (typeof json !== "string")
    throw new Error("A secret in the state has neither ciphertext nor plaintext.");
  return JSON.parse(json) as Value;
}
