import { connect } from "../genesys/connect";
import type { FlowApi } from "../genesys/flowApi";
import type { SettingName } from "../genesys/settings/settingNames";
import { resolveSettings } from "../genesys/settings/settings";
import { readDotenv } from "../genesys/settings/sources";

/** A connection of the program itself, outside the provider process. */
export interface Connection {
  api: FlowApi;
  shared: Sharing;
}

const connections = new Map<string, Connection>();

/**
 * One connection per distinct settings. Its calls share the sign-in and pending results.
 *
 * @param setting the settings that the program gives, or its stack's configuration has
 */
export function connectionFor(setting: (name: SettingName) => string | undefined): Connection {
  const folder = process.cwd();
  const settings = resolveSettings({
    config: (key) => {
      const name = key.replace(/^genesyscloud:/, "");
      return name === "providerName" ? undefined : setting(name as SettingName);
    },
    env: process.env,
    dotenv: readDotenv(folder, process.env),
    folder,
  });
  const key = JSON.stringify([settings.hosts, settings.credentials, settings.orgId, settings.flowApi]);
  const known = connections.get(key);
  if (known !== undefined) return known;
  for (const { severity, message } of settings.notices) {
    if (severity === "warning") console.warn(`warning: ${message}`);
  }
  const made = { api: connect(settings), shared: sharing() };
  connections.set(key, made);
  return made;
}

/** Runs a query, or joins the same query if it is already running. */
export type Sharing = <T>(question: string, ask: () => Promise<T>) => Promise<T>;

/**
 * Lets parallel queries share one result. A script checks every flow against every module of a stack: many pairs, but
 * few objects. Results are not cached, because the next one may differ.
 */
export function sharing(): Sharing {
  const underWay = new Map<string, Promise<unknown>>();
  return <T>(question: string, ask: () => Promise<T>): Promise<T> => {
    // All queries with the same key have the same result type.
    const asked = underWay.get(question) as Promise<T> | undefined;
    if (asked !== undefined) return asked;
    const answer = ask().finally(() => underWay.delete(question));
    underWay.set(question, answer);
    return answer;
  };
}
