/** A text without the space around it; undefined where nothing is left: pipelines leave unset secrets as empty variables. */
export function nonEmpty(value: string | undefined): string | undefined {
  const trimmed = value?.trim();
  return trimmed === "" ? undefined : trimmed;
}

/** An environment variable. An empty one counts as not set. */
export function environmentVariable(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
): string | undefined {
  return nonEmpty(env[name]);
}
