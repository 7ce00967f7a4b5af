import { resolve } from "node:path";
import { ENVIRONMENT_NAMES, type SettingName } from "./settingNames";
import type { SettingsReader } from "./sources";

/** How to sign in. */
export type Credentials =
  | { kind: "accessToken"; accessToken: string }
  | { kind: "clientSecret"; clientId: string; clientSecret: string }
  | { kind: "privateKey"; clientId: string; orgId: string; keyId: string; key: PrivateKeySource };

/** A PEM text, or the path of a file that contains one. */
export type PrivateKeySource = { pem: string } | { path: string };

/** The settings that select a way to sign in. */
const SIGN_IN_MARKS: Readonly<Record<Credentials["kind"], readonly SettingName[]>> = {
  accessToken: ["accessToken"],
  clientSecret: ["clientSecret"],
  privateKey: ["privateKey", "privateKeyPath"],
};

/**
 * Chooses how to sign in. If several credentials are configured, the highest-precedence source that has an access
 * token, a client secret or a private key wins. Within one source, an access token comes first, then the usual
 * credentials of the API (`architect`: secret before key, `document`: key before secret).
 */
export function chooseCredentials(
  reader: SettingsReader,
  flowApi: "architect" | "document",
): Credentials | undefined {
  const order: Credentials["kind"][] =
    flowApi === "document"
      ? ["accessToken", "privateKey", "clientSecret"]
      : ["accessToken", "clientSecret", "privateKey"];
  for (const source of reader.sources) {
    const kind = order.find((one) => SIGN_IN_MARKS[one].some((mark) => source.read(mark) !== undefined));
    if (kind !== undefined) return credentialsOf(kind, reader);
  }
  if (reader.find("privateKeyId") !== undefined) {
    reader.problem(
      "incomplete-credentials",
      ["privateKeyPath", "privateKey"],
      `The id of a private key is given, but no key: set ${reader.namesOf("privateKeyPath")}, or ${reader.namesOf("privateKey")}.`,
    );
    return undefined;
  }
  const others = `, or ${reader.namesOf("accessToken")}, or a private key by ${reader.namesOf("privateKeyPath")}.`;
  if (reader.find("clientId") === undefined) {
    reader.problem(
      "missing-credentials",
      ["clientId", "clientSecret", "accessToken", "privateKeyPath", "privateKey"],
      `No credentials are given: set ${reader.namesOf("clientId")} and ${reader.namesOf("clientSecret")}${others}`,
    );
  } else {
    reader.problem(
      "incomplete-credentials",
      ["clientSecret", "accessToken", "privateKeyPath", "privateKey"],
      `A client id is given, but nothing to sign in with: set ${reader.namesOf("clientSecret")}${others}`,
    );
  }
  return undefined;
}

function credentialsOf(kind: Credentials["kind"], reader: SettingsReader): Credentials {
  switch (kind) {
    case "accessToken":
      return { kind, accessToken: reader.find("accessToken")?.value ?? "" };
    case "clientSecret": {
      const clientSecret = reader.find("clientSecret")?.value ?? "";
      // GENESYS_CLIENT_SECRET is paired with GENESYS_CLIENT_ID.
      const paired = reader.origins.clientSecret?.startsWith("GENESYS_CLIENT_SECRET") === true;
      const why = "A client secret is given without its client id";
      return { kind, clientSecret, clientId: reader.need("clientId", why, idNames(paired)) };
    }
    case "privateKey": {
      const why = "To sign in by private key, one more setting is needed";
      return {
        kind,
        key: privateKeySource(reader),
        clientId: reader.need("clientId", why, idNames(true)),
        keyId: reader.need("privateKeyId", why),
        orgId: reader.need("orgId", why),
      };
    }
  }
}

function idNames(shortFirst: boolean): readonly string[] {
  const names = ENVIRONMENT_NAMES.clientId;
  return shortFirst ? [...names].reverse() : names;
}

/** The key from the highest-precedence source. If that source has both text and file, the text wins. */
function privateKeySource(reader: SettingsReader): PrivateKeySource {
  for (const source of reader.sources) {
    const pem = source.read("privateKey");
    const path = source.read("privateKeyPath");
    if (pem !== undefined) {
      reader.record("privateKey", pem.as, source);
      // Environment variables on a single line contain line breaks of the PEM as "\n".
      return { pem: pem.value.replaceAll("\\n", "\n") };
    }
    if (path !== undefined) {
      reader.record("privateKeyPath", path.as, source);
      return { path: resolve(source.folder, path.value) };
    }
  }
  return { pem: "" };
}
