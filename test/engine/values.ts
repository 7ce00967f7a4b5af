import { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** A property value as it stands on the wire: JSON, where special kinds are objects with a signature. */
export type Value = null | boolean | number | string | Value[] | PropertyMap;
export interface PropertyMap {
  [key: string]: Value;
}

// The constants are part of Pulumi's protocol: sdk/nodejs/runtime/rpc.ts.
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
export const SIGNATURE = "4dabf18193072939515e22adb298388d";
export const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const RESOURCE_REFERENCE = "5cf8f73096256a8f31e491e813e4eb8e";
const OUTPUT_VALUE = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

export const isObject = (value: Value | undefined): value is PropertyMap =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const hasSignature = (value: Value, signature: string): value is PropertyMap =>
  isObject(value) && value[SIGNATURE] === signature;

export const isSecret = (value: Value): value is PropertyMap => hasSignature(value, SECRET);

export const secret = (value: Value): Value => (isSecret(value) ? value : { [SIGNATURE]: SECRET, value });

/** Applies `change` to the children of a value; leaves are returned as they are. */
function mapChildren(value: Value, change: (child: Value) => Value): Value {
  if (Array.isArray(value)) return value.map(change);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, change(child)]));
}

function some(value: Value, found: (part: Value) => boolean): boolean {
  if (found(value)) return true;
  if (Array.isArray(value)) return value.some((child) => some(child, found));
  return isObject(value) && Object.values(value).some((child) => some(child, found));
}

export const containsSecrets = (value: Value): boolean => some(value, isSecret);
export const containsUnknowns = (value: Value): boolean => some(value, (part) => part === UNKNOWN);

/** The value without its secret wrappers, at any depth. */
export const reveal = (value: Value): Value =>
  isSecret(value) ? reveal(value.value ?? null) : mapChildren(value, reveal);

export const revealMap = (map: PropertyMap): PropertyMap => mapChildren(map, reveal) as PropertyMap;

/** The value as a person or a log may see it: no secret in plain text, no sentinel. */
export function redact(value: Value): Value {
  if (isSecret(value)) return "[secret]";
  if (value === UNKNOWN) return "[unknown]";
  return mapChildren(value, redact);
}

/**
 * What a dynamic provider gets: it accepts neither secrets nor resource references (its answer to Configure says so),
 * so both arrive as plain values; a reference becomes the id of its resource, or the URN where there is none.
 */
export function forProvider(map: PropertyMap): PropertyMap {
  return mapChildren(map, plain) as PropertyMap;
}

function plain(value: Value): Value {
  if (isSecret(value) || hasSignature(value, OUTPUT_VALUE)) return plain(value.value ?? UNKNOWN);
  if (hasSignature(value, RESOURCE_REFERENCE))
    return value.id === "" ? UNKNOWN : (value.id ?? value.urn ?? null);
  return mapChildren(value, plain);
}

/**
 * Gives `outs` the secrets of `ins` back, by name: an object is searched property by property, any other value that
 * held a secret becomes one as a whole. The engine does so for providers that do not accept secrets.
 */
export function withSecretsOf(outs: PropertyMap, ins: PropertyMap): PropertyMap {
  return Object.fromEntries(
    Object.entries(outs).map(([key, out]) => {
      const input = ins[key];
      if (input === undefined || isSecret(out)) return [key, out];
      if (isObject(out) && isObject(input) && !isSecret(input)) return [key, withSecretsOf(out, input)];
      return [key, containsSecrets(input) ? secret(out) : out];
    }),
  );
}

/** Each property as an output that carries the property's dependencies, where it has any beyond those inside of it. */
export function withOutputValues(
  map: PropertyMap,
  dependenciesOfKey: (key: string) => readonly string[] | undefined,
): PropertyMap {
  return Object.fromEntries(
    Object.entries(map).map(([key, value]) => {
      const inside = new Set(dependenciesOf(value));
      const dependencies = dependenciesOfKey(key) ?? [];
      if (dependencies.every((urn) => inside.has(urn))) return [key, value];
      return [key, outputValue(value, [...new Set([...inside, ...dependencies])])];
    }),
  );
}

function outputValue(value: Value, dependencies: string[]): PropertyMap {
  const head = { [SIGNATURE]: OUTPUT_VALUE, dependencies };
  if (isSecret(value)) return { ...outputValue(value.value ?? null, dependencies), secret: true };
  return value === UNKNOWN ? head : { ...head, value };
}

/** The URNs on which outputs anywhere in a value depend. */
export function dependenciesOf(value: Value): string[] {
  const urns: string[] = [];
  some(value, (part) => {
    if (hasSignature(part, OUTPUT_VALUE) && Array.isArray(part.dependencies))
      urns.push(...part.dependencies.map(String));
    return false;
  });
  return [...new Set(urns)];
}

/** The same values without what outputs say beyond "secret" and "unknown". */
export function withoutOutputValues(map: PropertyMap): PropertyMap {
  const downgraded = (value: Value): Value => {
    if (!hasSignature(value, OUTPUT_VALUE)) return mapChildren(value, downgraded);
    const inner = "value" in value ? downgraded(value.value ?? null) : UNKNOWN;
    return value.secret === true ? secret(inner) : inner;
  };
  return mapChildren(map, downgraded) as PropertyMap;
}

export const toStruct = (map: PropertyMap): Struct => Struct.fromJavaScript(map);

export const fromStruct = (struct: Struct | undefined): PropertyMap => struct?.toJavaScript() ?? {};
