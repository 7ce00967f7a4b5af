import { createCipheriv, createDecipheriv, pbkdf2, randomBytes } from "node:crypto";
import { promisify } from "node:util";

/** Encrypts what must not stand in a state file in plain text. */
export interface Crypter {
  /** What the state file keeps so that the same passphrase opens it again; holds no secret. */
  readonly salt: string;
  encrypt(plaintext: string): string;
  decrypt(ciphertext: string): string;
}

// Pulumi's own passphrase secrets manager: the CLI can read what we write, and the other way round.
const ITERATIONS = 1_000_000;
const KEY_BYTES = 32;
const SALT_BYTES = 8;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const PROOF = "pulumi";

const derive = promisify(pbkdf2);
const keys = new Map<string, Promise<Buffer>>();

/** The key takes about 0.3 s to derive, so each is derived once in a process, off the main thread. */
function keyOf(passphrase: string, salt: Buffer): Promise<Buffer> {
  const name = `${salt.toString("base64")}:${passphrase}`;
  const known = keys.get(name) ?? derive(passphrase, salt, ITERATIONS, KEY_BYTES, "sha256");
  keys.set(name, known);
  return known;
}

/**
 * The crypter of a stack.
 *
 * @param salt What the state file kept, or undefined for a new stack.
 * @throws Where the passphrase is not the one that the state was written with.
 */
export async function openCrypter(passphrase: string, salt: string | undefined): Promise<Crypter> {
  const saltBytes =
    salt === undefined ? newSalt(passphrase) : Buffer.from(salt.split(":")[1] ?? "", "base64");
  const key = await keyOf(passphrase, saltBytes);
  if (salt === undefined) {
    return crypter(key, `v1:${saltBytes.toString("base64")}:${encryptWith(key, PROOF)}`);
  }
  const opened = crypter(key, salt);
  if (decryptsToProof(opened, salt)) return opened;
  throw new Error(
    "The passphrase does not open this stack's secrets: set PULUMI_CONFIG_PASSPHRASE to the one it was written with.",
  );
}

const salts = new Map<string, Buffer>();

/** New stacks of one process and passphrase share a salt, so that a run of many small stacks derives one key. */
function newSalt(passphrase: string): Buffer {
  const known = salts.get(passphrase) ?? randomBytes(SALT_BYTES);
  salts.set(passphrase, known);
  return known;
}

const crypter = (key: Buffer, salt: string): Crypter => ({
  salt,
  encrypt: (plaintext) => encryptWith(key, plaintext),
  decrypt: (ciphertext) => decryptWith(key, ciphertext),
});

function decryptsToProof(candidate: Crypter, salt: string): boolean {
  try {
    return candidate.decrypt(salt.split(":").slice(2).join(":")) === PROOF;
  } catch {
    return false; // GCM refuses a wrong key by throwing; the caller says so in words.
  }
}

function encryptWith(key: Buffer, plaintext: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const sealed = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `v1:${nonce.toString("base64")}:${sealed.toString("base64")}`;
}

function decryptWith(key: Buffer, ciphertext: string): string {
  const [version, nonce, sealed] = ciphertext.split(":");
  if (version !== "v1" || nonce === undefined || sealed === undefined) {
    throw new Error("This is no ciphertext of Pulumi's passphrase secrets manager.");
  }
  const bytes = Buffer.from(sealed, "base64");
  const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64"));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString("utf8");
}
