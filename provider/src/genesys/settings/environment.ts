/** Trims a text. Undefined if nothing is left: CI pipelines set missing secrets as empty variables. */
export function nonEmpty(value: string | undefined): string | undefined {
  const trimmed = value?.trim();
  return trimmed === "" ? undefined : trimmed;
}

/** The value of an environment variable. An empty variable counts as not set. */
export function environmentVariable(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
): string | undefined {
  return nonEmpty(env[name]);
}
