import { architectFlowApi } from "./architectFlowApi";
import type { FlowApi } from "./flowApi";
import { SettingsError } from "./errors";
import { once } from "./once";
import { RateBudget } from "./rateBudget";
import { Secrets } from "./redact";
import { RequestGate, type Clock } from "./requestGate";
import { loadSdk, type Sdk } from "./sdk";
import type { Settings } from "./settings";
import { givenToken, renewableSignIn, type SignIn } from "./signIn";
import { requestToken, type TokenExchange, type TokenSurroundings } from "./tokenRequest";
import { transportOf, type Transport } from "./transport";

/** Where time and chance come from; specs give their own. */
export interface Surroundings {
  clock: Clock;
  /** 0 to 1, as `Math.random`. */
  random: () => number;
}

const REAL: Surroundings = {
  clock: { now: Date.now, sleep: (ms) => new Promise((done) => setTimeout(done, ms)) },
  random: Math.random,
};

/**
 * The flow API that settings describe. Costs nothing: the SDK is loaded, and the client signs in, at the first call.
 *
 * @example
 * const api = connect(resolveSettings({ config: () => undefined, env: process.env, folder: process.cwd() }));
 * const flow = await api.flowNamed("COMMONMODULE", "SharedDTMFCollector");
 */
export function connect(settings: Settings, { clock, random }: Surroundings = REAL): FlowApi {
  const transport = openTransport(settings, { clock, random });
  return architectFlowApi(transport, clock, random);
}

function openTransport(settings: Settings, { clock, random }: Surroundings): Transport {
  const sdk = once(() => loadSdk(settings.hosts));
  const secrets = new Secrets();
  const budget = new RateBudget();
  return transportOf({
    settings,
    sdk,
    signIn: signInFor(settings, sdk, { settings, secrets, clock, random }),
    budget,
    gate: new RequestGate(budget, clock),
    redact: secrets.hide,
    clock,
    random,
  });
}

function signInFor(settings: Settings, sdk: () => Promise<Sdk>, around: TokenSurroundings): SignIn {
  const { credentials } = settings;
  switch (credentials.kind) {
    case "accessToken":
      around.secrets.add(credentials.accessToken);
      return givenToken(credentials.accessToken);
    case "clientSecret": {
      const { clientId, clientSecret } = credentials;
      around.secrets.add(clientSecret, clientId);
      const exchange: TokenExchange = {
        send: async () => (await sdk()).clientCredentials(clientId, clientSecret),
        title: "the client id and secret",
        suspects: ["clientId", "clientSecret", "region"],
      };
      return renewableSignIn(() => requestToken(exchange, around), around.clock);
    }
    case "privateKey":
      throw new SettingsError(
        "Sign-in by private key is not offered yet; give a client id and secret, or an access token.",
      );
  }
}
