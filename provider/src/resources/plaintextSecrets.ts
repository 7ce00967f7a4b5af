import * as pulumi from "@pulumi/pulumi";
import { SECRET_SETTINGS } from "./providerResource";

/** The stacks of this process that were already checked. An Automation API program may deploy several. */
const checked = new Set<string>();

/**
 * Warns, once per stack, about secrets that are stored in plain text in the stack's configuration, whose file is
 * usually committed. Only the program can detect this: the provider process receives all configuration decrypted.
 */
export function warnOfPlaintextSecrets(): void {
  const stack = `${pulumi.getProject()}/${pulumi.getStack()}`;
  if (checked.has(stack)) return;
  checked.add(stack);
  // Part of the SDK, but not of its types.
  const { isConfigSecret } = pulumi.runtime as { isConfigSecret?: (key: string) => boolean };
  if (isConfigSecret === undefined) return;
  for (const [key, value] of Object.entries(pulumi.runtime.allConfig() as Record<string, string>)) {
    const name = /^genesyscloud:(.*)$/.exec(key)?.[1] ?? "";
    if (value.trim() === "" || !isSecretSetting(name) || isConfigSecret(key)) continue;
    void pulumi.log.warn(
      `${key} is in plain text in the stack's configuration. Encrypt it: pulumi config set --secret genesyscloud:${name}`,
    );
  }
}

/** Ignores spelling variants: a mistyped key is rejected later, but its value is still a secret. */
function isSecretSetting(name: string): boolean {
  const folded = name.toLowerCase().replaceAll(/[^a-z]/g, "");
  return [...SECRET_SETTINGS].some((secret) => folded.endsWith(secret.toLowerCase()));
}
