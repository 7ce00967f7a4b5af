import * as pulumi from "@pulumi/pulumi";
import { SECRET_SETTINGS } from "./providerResource";

/** Stacks of this process that were looked at: a program of the Automation API may deploy several. */
const checked = new Set<string>();

/**
 * Warns, once for each stack, of secrets that stand in the stack's configuration in plain text: its file is usually committed.
 * Only the program can know: the provider process gets all configuration decrypted.
 */
export function warnOfPlaintextSecrets(): void {
  const stack = `${pulumi.getProject()}/${pulumi.getStack()}`;
  if (checked.has(stack)) return;
  checked.add(stack);
  // Part of the SDK, and not of its types.
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

/** However it is spelled: a mistyped key is refused later, and its value is a secret all the same. */
function isSecretSetting(name: string): boolean {
  const folded = name.toLowerCase().replaceAll(/[^a-z]/g, "");
  return [...SECRET_SETTINGS].some((secret) => folded.endsWith(secret.toLowerCase()));
}
