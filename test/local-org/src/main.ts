import { generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { localClient, startLocalOrg } from "./index";
import type { FlowApis, NewClient } from "./index";

const usage = `genesyscloud-local-org [--port N] [--job-ms N] [--rate-per-minute N] [--index-lag-ms N]
                       [--name NAME] [--seed TEXT] [--flow-api both|document]
                       [--key-file FILE] [--log]
A Genesys Cloud organization on 127.0.0.1, for the flow API only, until Ctrl+C.
  --port N             default 0: a free one
  --job-ms N           how long a publish job runs (default 100)
  --rate-per-minute N  requests a minute for each token (default 300)
  --index-lag-ms N     how long the name search lags behind a write (default 0)
  --name NAME          the organization's name
  --seed TEXT          the same seed gives the same ids
  --flow-api WHICH     both: Genesys Cloud's own API and the document API beside it (default);
                       document: a gateway that takes documents only
  --key-file FILE      writes a new private key there, with which the client may sign in too
  --log                one line of JSON for each request`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: "string" },
      "job-ms": { type: "string" },
      "rate-per-minute": { type: "string" },
      "index-lag-ms": { type: "string" },
      name: { type: "string" },
      seed: { type: "string" },
      "flow-api": { type: "string" },
      "key-file": { type: "string" },
      log: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  const org = await startLocalOrg({
    port: count("port", values.port),
    jobMs: count("job-ms", values["job-ms"]),
    ratePerMinute: count("rate-per-minute", values["rate-per-minute"]),
    indexLagMs: count("index-lag-ms", values["index-lag-ms"]),
    organizationName: values.name,
    seed: values.seed,
    flowApi: flowApis(values["flow-api"]),
    clients: [client(values["key-file"])],
    log: values.log ? (line) => console.log(JSON.stringify(line)) : undefined,
  });
  console.log(
    `local organization ready at ${org.url} (client id ${localClient.id}, secret ${localClient.secret})`,
  );
  if (values["key-file"] !== undefined) {
    console.log(
      `sign-in by private key: GENESYS_CLIENT_ID=${localClient.id} GENESYS_PRIVATE_KEY_ID=${keyId} ` +
        `GENESYS_PRIVATE_KEY_PATH=${resolve(values["key-file"])} GENESYS_ORG_ID=${org.organizationId}`,
    );
  }
  stopWhenTold(() => void org.stop());
}

/** On SIGTERM and SIGINT, and when npx or npm has ended, which does not forward SIGTERM to the processes of its shell. */
function stopWhenTold(stop: () => void): void {
  const startedBy = process.ppid;
  const underNpm = process.env.npm_lifecycle_event !== undefined;
  const watch = setInterval(() => underNpm && process.ppid !== startedBy && end(), 100);
  watch.unref();
  const end = (): void => {
    clearInterval(watch);
    stop();
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, end);
}

const keyId = "local-key";

/** The default client, with a new key pair if requested; the private key is written to the file. */
function client(keyFile: string | undefined): NewClient {
  if (keyFile === undefined) return localClient;
  const { privateKey, publicKey } = generateKeyPairSync("ec", {
    namedCurve: "P-256",
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  writeFileSync(keyFile, privateKey, { mode: 0o600 });
  return { ...localClient, keys: [{ id: keyId, publicKey }] };
}

function flowApis(value: string | undefined): FlowApis | undefined {
  if (value === undefined || value === "both" || value === "document") return value;
  throw new Error("--flow-api takes both or document");
}

function count(option: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d+$/.test(value)) throw new Error(`--${option} takes a whole number`);
  return Number(value);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  console.error(usage);
  process.exitCode = 1;
});
