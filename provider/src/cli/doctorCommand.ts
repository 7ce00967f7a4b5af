import type { Models } from "purecloud-platform-client-v2";
import { flowApiOver, openTransport } from "../genesys/connect";
import { CloudError } from "../genesys/http/platformErrors";
import { anyObject, listingOf } from "../genesys/http/responseShapes";
import type { Transport } from "../genesys/http/transport";
import { ownPermissions, PERMISSIONS } from "../genesys/permissions";
import { resolveSettings, type Settings } from "../genesys/settings/settings";
import { readDotenv } from "../genesys/settings/sources";
import { CommandError, type CommandLine, type OptionName, type Terminal } from "./commandLine";

/** One line of the report. */
interface Finding {
  mark: "ok" | "warning" | "problem";
  about: string;
  text: string;
}

/** `doctor` */
export const doctor = {
  options: ["help"] satisfies OptionName[],

  async run(_line: CommandLine, { env, folder, stdout }: Terminal): Promise<void> {
    const tell = ({ mark, about, text }: Finding): void =>
      stdout(`${mark.padEnd(8)} ${about.padEnd(13)} ${text}\n`);
    const settings = resolveSettings({ env, folder, dotenv: readDotenv(folder, env) });
    settingsFindings(settings).forEach(tell);
    if (settings.flowApi === "document")
      throw new CommandError("The doctor examines Genesys Cloud's own API only: see the setting flowApi.");
    const findings = await examined(settings, tell);
    const problems = findings.filter(({ mark }) => mark === "problem");
    if (problems.length > 0)
      throw new CommandError(`${problems.length} ${problems.length === 1 ? "problem" : "problems"}.`);
  },
};

function settingsFindings(settings: Settings): Finding[] {
  const sources = Object.entries(settings.sources).map(([name, source]): Finding => ({
    mark: "ok",
    about: "setting",
    text: `${name}: from ${source}`,
  }));
  const notices = settings.notices.map(({ severity, message }): Finding => ({
    mark: severity === "warning" ? "warning" : "ok",
    about: "setting",
    text: message,
  }));
  return [...sources, { mark: "ok", about: "address", text: settings.hosts.api }, ...notices];
}

/** Asks the organization, one thing after the other. Without a sign-in, nothing else is asked. */
async function examined(settings: Settings, tell: (finding: Finding) => void): Promise<Finding[]> {
  const transport = openTransport(settings);
  const findings: Finding[] = [];
  const add = (finding: Finding): void => {
    findings.push(finding);
    tell(finding);
  };
  const api = flowApiOver(transport, settings);
  const organization = await api.organization();
  add({ mark: "ok", about: "sign-in", text: `client ${(await api.ownClient()) ?? "unknown"}` });
  add({ mark: "ok", about: "organization", text: `${organization.name} (${organization.id})` });
  const checks: [string, () => Promise<Finding[]>][] = [
    ["permissions", () => permissionFindings(transport)],
    ["name index", () => nameIndexFindings(transport)],
    ["clock", () => clockFindings(transport, settings)],
  ];
  for (const [about, check] of checks) {
    try {
      (await check()).forEach(add);
    } catch (error) {
      if (!(error instanceof CloudError)) throw error;
      add({ mark: "warning", about, text: `cannot be examined: ${error.message}` });
    }
  }
  const { budget } = transport;
  const left = `${budget.remaining(Date.now())} of ${budget.perMinute} requests left in this minute`;
  add({ mark: "ok", about: "rate limit", text: left });
  return findings;
}

async function permissionFindings(transport: Transport): Promise<Finding[]> {
  const has = await ownPermissions(transport);
  return PERMISSIONS.map(({ name, purpose, required }): Finding => {
    if (has(name)) return { mark: "ok", about: "permission", text: name };
    return {
      mark: required ? "problem" : "warning",
      about: "permission",
      text: `${name} is missing, ${purpose}: give the client a role with it`,
    };
  });
}

/** Whether a flow that the organization lists is found by its name too. */
async function nameIndexFindings(transport: Transport): Promise<Finding[]> {
  const flows = async (query: Record<string, string>): Promise<Models.Flow[]> => {
    const { body } = await transport.call<Models.FlowEntityListing>({
      method: "GET",
      path: "/api/v2/flows",
      query: { ...query, pageSize: 25, pageNumber: 1 },
      permission: "architect:flow:view",
      answers: listingOf(anyObject),
    });
    return body.entities ?? [];
  };
  const [flow] = await flows({});
  const { id, name, type } = flow ?? {};
  if (name === undefined || type === undefined)
    return [{ mark: "ok", about: "name index", text: "there is no flow to look up" }];
  const found = (await flows({ name, type: type.toLowerCase() })).some((one) => one.id === id);
  return [
    found
      ? { mark: "ok", about: "name index", text: "finds a flow by its name" }
      : { mark: "problem", about: "name index", text: "does not find a flow that the organization lists" },
  ];
}

/** Above this many seconds, sign-in by key and expiry times go wrong. */
const MOST_SECONDS = 30;

/** The `date` header of the API's answer to a call without a token. */
async function clockFindings(transport: Transport, { hosts }: Settings): Promise<Finding[]> {
  const answer = await transport.fetchRaw({ method: "GET", url: `${hosts.api}/api/v2/organizations/me` });
  const date = answer.kind === "answer" ? Date.parse(answer.headers.date ?? "") : NaN;
  if (Number.isNaN(date))
    return [{ mark: "warning", about: "clock", text: "the answer has no date to compare" }];
  const seconds = Math.round((Date.now() - date) / 1000);
  const text = `this machine is ${Math.abs(seconds)} s ${seconds < 0 ? "behind" : "ahead of"} Genesys Cloud`;
  return [{ mark: Math.abs(seconds) > MOST_SECONDS ? "warning" : "ok", about: "clock", text }];
}
