/**
 * The string that stands, during a preview, for a value that is not known yet; it may stand for a property of any
 * type, at any depth. The engine's constant (`pulumi.runtime.unknownValue`), repeated so that this floor needs no SDK.
 */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Whether a value is not known yet (previews only). */
export function isUnknown(value: unknown): boolean {
  return value === UNKNOWN;
}
