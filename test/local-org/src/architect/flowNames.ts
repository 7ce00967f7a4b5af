/** Genesys Cloud's rules for flow names (architect-yaml.md section 8), as reasons for error messages. */
export type NameFault = "blank" | "spaces" | "slash" | "debug" | "noAlphanumeric" | "long";

/** Why `name` is not a valid flow name; undefined if it is. */
export function nameFault(name: string): NameFault | undefined {
  if (name.trim() === "") return "blank";
  if (name !== name.trim()) return "spaces";
  if (name.includes("/")) return "slash";
  if (name.endsWith("-debug")) return "debug";
  if (!/[\p{L}\p{N}]/u.test(name)) return "noAlphanumeric";
  if (name.length > 200) return "long";
  return undefined;
}
