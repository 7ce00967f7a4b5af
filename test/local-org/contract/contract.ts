import { header } from "../http/host";
import type { Exchange } from "../http/host";
import { readOpenApi } from "./openApi";
import type { OpenApi } from "./openApi";
import { openApiFaults } from "./openApiFaults";
import { sdkFaults } from "./sdkFaults";
import { SdkTypes } from "./sdkTypes";
import { Validator } from "./validator";

/** The platform's contract as far as it is at hand: the SDK's types always, the OpenAPI description at times. */
export class Contract {
  readonly #sdk = new SdkTypes();
  readonly #sdkValidator = new Validator((name) => this.#sdk.definition(name));
  readonly #openApi: OpenApi | undefined = readOpenApi();
  readonly #openApiValidator = new Validator((name) => this.#openApi?.definitions[name] ?? {});

  /** Is the OpenAPI description at hand? */
  get hasOpenApi(): boolean {
    return this.#openApi !== undefined;
  }

  /** Everything in the exchange that the platform's contract does not allow. */
  faults(exchange: Exchange): string[] {
    const { operation } = exchange;
    // What a fault rule answers is not the organization's word.
    if (operation === undefined || exchange.faulted || isKeySignIn(exchange)) return [];
    const heard = { ...exchange, operation, request: requestOf(exchange), answer: answerOf(exchange) };
    const published = this.#openApi?.operations.get(operation);
    return [
      ...sdkFaults(heard, this.#sdk, this.#sdkValidator),
      ...(published ? openApiFaults(heard, published, this.#openApiValidator) : []),
    ].map((fault) => `${operation} ${exchange.outcome.status}: ${fault}`);
  }
}

/** Sign-in by private key is what gateways offer: it is no part of the platform's contract. */
const isKeySignIn = ({ operation, request }: Exchange): boolean =>
  operation === "oauthToken" && request.body.includes("client_assertion");

/** An exchange with its texts read. */
export interface HeardExchange {
  operation: string;
  request: { query: URLSearchParams; body: unknown };
  answer: { status: number; body: unknown };
}

function requestOf({ request }: Exchange): HeardExchange["request"] {
  const json = (header(request, "content-type") ?? "").includes("json");
  return {
    query: new URLSearchParams(request.query),
    body: json ? parsed(request.body.toString("utf8")) : undefined,
  };
}

const answerOf = ({ outcome }: Exchange): HeardExchange["answer"] => ({
  status: outcome.status,
  body: parsed(outcome.body.toString()),
});

function parsed(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // A body that is no JSON fails every schema by being what it is: a text.
    return text;
  }
}
