import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { LocalOrg } from "genesyscloud-local-org";
import type { ProviderClient } from "../providerClient";

/** A client whose secret looks different in each form in which it could leak. */
export const CLIENT = { id: "local", secret: 'no "real" secret/of+anybody & ü=' } as const;

/** Everything that a run leaves behind: state, errors, output of the processes, journals. */
export class SecretScan {
  private readonly texts: { where: string; text: string }[] = [];

  add(where: string, text: string | undefined): void {
    if (text !== undefined) this.texts.push({ where, text });
  }

  /** The output of a process, and the files in its home folder. */
  async addOf(door: ProviderClient): Promise<void> {
    this.add("printed", door.lines.join("\n"));
    await this.addFolder(door.home);
  }

  /** Every file of a folder; empty if the folder does not exist. */
  async addFolder(folder: string): Promise<void> {
    const files = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
    for (const file of files.filter((one) => one.isFile())) {
      const path = join(file.parentPath, file.name);
      this.add(`journal ${file.name}`, await readFile(path, "utf8"));
    }
  }

  /** Where any of the secrets is found, and in which form; never the secret itself. */
  leaks(secrets: readonly Secret[]): string[] {
    return secrets.flatMap((secret) =>
      Object.entries(formsOf(secret)).flatMap(([form, value]) =>
        this.texts
          .filter(({ text }) => text.includes(value))
          .map(({ where }) => `${where}: ${secret.what}, ${form}`),
      ),
    );
  }

  clear(): void {
    this.texts.length = 0;
  }

  /** The amount of searched text, in characters. */
  get size(): number {
    return this.texts.reduce((sum, { text }) => sum + text.length, 0);
  }
}

export interface Secret {
  what: string;
  value: string;
  /** Of the client that signs in with it. */
  clientId?: string;
}

/** A secret in all the forms in which a program, a proxy or an encoder may write it. */
export function formsOf({ value, clientId }: Secret): Record<string, string> {
  const json = (text: string): string => JSON.stringify(text).slice(1, -1);
  const forms: Record<string, string> = {
    "as it is": value,
    "JSON-escaped": json(value),
    "JSON-escaped twice": json(json(value)),
    "URL-encoded": encodeURIComponent(value),
    "form-encoded": new URLSearchParams({ s: value }).toString().slice(2),
    base64: Buffer.from(value).toString("base64"),
    base64url: Buffer.from(value).toString("base64url"),
    hex: Buffer.from(value).toString("hex"),
  };
  if (clientId !== undefined) {
    const pair = `${clientId}:${value}`;
    const encoded = `${encodeURIComponent(clientId)}:${encodeURIComponent(value)}`;
    forms["base64 of id:secret"] = Buffer.from(pair).toString("base64");
    forms["base64 of id:secret, URL-encoded"] = Buffer.from(encoded).toString("base64");
  }
  return forms;
}

/** The secrets that an organization has issued: the client's secret, tokens, signatures of uploads. */
export async function secretsOf(org: LocalOrg): Promise<Secret[]> {
  const { organizations } = (await org.control.snapshot()) as { organizations: Keeping[] };
  return organizations.flatMap(({ clients, tokens, jobs, exportJobs }) => [
    ...Object.values(clients).map(({ id, secret }) => ({
      what: "client secret",
      value: secret,
      clientId: id,
    })),
    ...Object.keys(tokens).map((value) => ({ what: "access token", value })),
    ...[...Object.values(jobs), ...Object.values(exportJobs)].map(({ signature }) => ({
      what: "signature of a storage address",
      value: signature,
    })),
  ]);
}

/** The parts of an organization's snapshot that contain secrets. */
interface Keeping {
  clients: Record<string, { id: string; secret: string }>;
  tokens: Record<string, unknown>;
  jobs: Record<string, { signature: string }>;
  exportJobs: Record<string, { signature: string }>;
}
