import { connect } from "#genesys/connect";
import type { FlowApi } from "#genesys/flowApi";
import type { Clock } from "#genesys/http/rateLimiter";
import { resolveSettings, type Settings } from "#genesys/settings/settings";
import { startLocalOrg, type LocalOrg, type LocalOrgOptions } from "genesyscloud-local-org";

/** A clock that skips sleeps, so that specs do not wait. */
export interface SkippingClock extends Clock {
  /** The total time slept, in milliseconds. */
  slept: number[];
  advance(ms: number): void;
}

export function skippingClock(): SkippingClock {
  let now = Date.UTC(2026, 0, 1);
  const slept: number[] = [];
  const advance = (ms: number): void => void (now += ms);
  return {
    slept,
    advance,
    now: () => now,
    async sleep(ms) {
      slept.push(ms);
      advance(ms);
      // Lets pending I/O finish first, as a real sleep would.
      await new Promise((done) => setImmediate(done));
    },
  };
}

/** Settings read from these environment variables. */
export function settingsOf(env: NodeJS.ProcessEnv): Settings {
  return resolveSettings({ config: () => undefined, env, folder: "/" });
}

/** The environment variables for a local organization. */
export function localEnv(url: string): NodeJS.ProcessEnv {
  return {
    GENESYSCLOUD_GATEWAY_URL: url,
    GENESYSCLOUD_OAUTHCLIENT_ID: "local",
    GENESYSCLOUD_OAUTHCLIENT_SECRET: "local-secret",
  };
}

/** A local organization and an API client for it, on one skipping clock. */
export interface World {
  org: LocalOrg;
  api: FlowApi;
  clock: SkippingClock;
  /** `METHOD /path status` of every request so far, uploads included. */
  calls(): Promise<string[]>;
  /** Another client of the same organization, as in a new process. */
  again(env?: NodeJS.ProcessEnv): FlowApi;
}

export async function startWorld(options: LocalOrgOptions = {}): Promise<World> {
  const clock = skippingClock();
  const org = await startLocalOrg({ jobMs: 2000, seed: "cloud", clock, ...options });
  const again = (env: NodeJS.ProcessEnv = {}): FlowApi =>
    connect(settingsOf({ ...localEnv(org.url), ...env }), { clock, random: () => 0.5 });
  const calls = async (): Promise<string[]> =>
    (await org.control.journal()).map(({ method, path, status }) => `${method} ${path} ${status}`);
  return { org, clock, calls, again, api: again() };
}

/** A module that only ends. */
export function moduleYaml(name: string, description = "Ends."): string {
  return `commonModule:
  name: ${name}
  description: ${description}
  defaultLanguage: en-us
  supportedLanguages:
    en-us:
      defaultLanguageSkill:
        noValue: true
  startUpTaskActions:
    - endTask:
        name: End
        outputPath:
          name: Default
`;
}

/** An inbound flow that calls a module by name and disconnects. */
export function callerYaml(name: string, module: string): string {
  return `inboundCall:
  name: ${name}
  defaultLanguage: en-us
  supportedLanguages:
    en-us:
      defaultLanguageSkill:
        noValue: true
  initialGreeting:
    tts: Hello.
  startUpRef: /inboundCall/tasks/task[Main_10]
  tasks:
    - task:
        name: Main
        refId: Main_10
        actions:
          - callCommonModule:
              name: Call
              commonModule:
                ${module}:
                  ver_latestPublished:
                    inputs: {}
                    outputs: {}
          - disconnect:
              name: Bye
`;
}
