/** The platform's rules for a flow's name (architect-yaml.md section 8), as reasons that its texts are made from. */
export type NameFault = "blank" | "spaces" | "slash" | "debug" | "noAlphanumeric" | "long";

/** Why `name` is no name for a flow; undefined where it is one. */
export function nameFault(name: string): NameFault | undefined {
  if (name.trim() === "") return "blank";
  if (name !== name.trim()) return "spaces";
  if (name.includes("/")) return "slash";
  if (name.endsWith("-debug")) return "debug";
  if (!/[\p{L}\p{N}]/u.test(name)) return "noAlphanumeric";
  if (name.length > 200) return "long";
  return undefined;
}
