import { createPrivateKey, type KeyObject } from "node:crypto";
import type { PrivateKeySource } from "../genesys/settings/credentials";
import { SettingsError } from "../genesys/http/platformErrors";
import { describeSource, type SettingName } from "../genesys/settings/settingNames";
import type { Settings } from "../genesys/settings/settings";
import type { SettingsProblemCode } from "../genesys/settings/settingsIssues";

/** A private key for signing, and its algorithm (RFC 7518). */
export interface SigningKey {
  key: KeyObject;
  algorithm: "RS256" | "ES256" | "ES384" | "ES512";
}

/** Reads a file as text. Throws like `fs.readFileSync`. */
export type ReadFile = (path: string) => string;

/** The minimum size of an RSA key for signing, in bits (RFC 7518, section 3.3). */
const SMALLEST_RSA = 2048;

const CURVES: Readonly<Record<string, SigningKey["algorithm"]>> = {
  prime256v1: "ES256",
  secp384r1: "ES384",
  secp521r1: "ES512",
};

/**
 * Reads the configured private key: PEM in PKCS#8, PKCS#1 or SEC 1 format, RSA or EC.
 *
 * @throws SettingsError naming the setting and what is wrong with the key, without quoting any of it
 */
export function readPrivateKey(source: PrivateKeySource, settings: Settings, readFile: ReadFile): SigningKey {
  const name: SettingName = "path" in source ? "privateKeyPath" : "privateKey";
  const complain: Complain = (what, code = "invalid-private-key") =>
    new SettingsError({
      code,
      settings: [name],
      message: `The private key (${describeSource(name, settings.sources)}) ${what}`,
    });
  const pem = "path" in source ? pemOf(source.path, readFile, complain) : source.pem;
  return signingKey(keyOf(pem, complain), complain);
}

type Complain = (what: string, code?: SettingsProblemCode) => SettingsError;

function pemOf(path: string, readFile: ReadFile, complain: Complain): string {
  try {
    return readFile(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
    throw complain(
      `cannot be read from ${path} (${code}): correct the path, or let this user read the file. Relative paths start at the program's folder, in .env at that file.`,
      "unreadable-private-key",
    );
  }
}

function keyOf(pem: string, complain: Complain): KeyObject {
  if (/BEGIN ENCRYPTED PRIVATE KEY|Proc-Type: 4,ENCRYPTED/.test(pem)) {
    throw complain(
      "is encrypted, and there is no setting for its passphrase. Decrypt it: openssl pkey -in encrypted.pem -out key.pem",
    );
  }
  if (/BEGIN (RSA |EC )?PUBLIC KEY|BEGIN CERTIFICATE/.test(pem)) {
    throw complain("is the public half. Give the private one: -----BEGIN PRIVATE KEY-----");
  }
  if (pem.includes("BEGIN OPENSSH PRIVATE KEY")) {
    throw complain("is in OpenSSH's format. Convert a copy of it: ssh-keygen -p -m PKCS8 -f copy-of-key");
  }
  try {
    return createPrivateKey(pem);
  } catch {
    // OpenSSL's reason may quote the key, and the supported formats are all that a user needs.
    throw complain(
      "is no PEM of a private key (PKCS#8 or PKCS#1, beginning with -----BEGIN … PRIVATE KEY-----). Give the whole text of the key's file.",
    );
  }
}

function signingKey(key: KeyObject, complain: Complain): SigningKey {
  const details = key.asymmetricKeyDetails;
  if (key.asymmetricKeyType === "rsa") {
    const bits = details?.modulusLength ?? 0;
    if (bits < SMALLEST_RSA)
      throw complain(
        `is too short: RSA keys sign from ${SMALLEST_RSA} bits on. Make a new one, and register its public half with the gateway.`,
      );
    return { key, algorithm: "RS256" };
  }
  const algorithm = key.asymmetricKeyType === "ec" ? CURVES[details?.namedCurve ?? ""] : undefined;
  if (algorithm === undefined) {
    throw complain("is of a kind that is not used here. Take RSA, or EC on the curve P-256, P-384 or P-521.");
  }
  return { key, algorithm };
}
