import { header } from "../../src/http/host";
import type { Exchange } from "../../src/http/host";
import { readOpenApi } from "./openApi";
import type { OpenApi } from "./openApi";
import { openApiFaults } from "./openApiFaults";
import { sdkFaults } from "./sdkFaults";
import { SdkTypes } from "./sdkTypes";
import { Validator } from "./validator";

/** Genesys Cloud's contract: always the SDK's types, and the OpenAPI description if available. */
export class Contract {
  readonly #sdk = new SdkTypes();
  readonly #sdkValidator = new Validator((name) => this.#sdk.definition(name));
  readonly #openApi: OpenApi | undefined = readOpenApi();
  readonly #openApiValidator = new Validator((name) => this.#openApi?.definitions[name] ?? {});

  /** Is the OpenAPI description available? */
  get hasOpenApi(): boolean {
    return this.#openApi !== undefined;
  }

  /** All violations of Genesys Cloud's contract in the exchange. */
  faults(exchange: Exchange): string[] {
    const { operation } = exchange;
    // Responses of fault rules are not checked.
    if (operation === undefined || exchange.faulted || isKeySignIn(exchange)) return [];
    const heard = { ...exchange, operation, request: requestOf(exchange), answer: answerOf(exchange) };
    const published = this.#openApi?.operations.get(operation);
    return [
      ...sdkFaults(heard, this.#sdk, this.#sdkValidator),
      ...(published ? openApiFaults(heard, published, this.#openApiValidator) : []),
    ].map((fault) => `${operation} ${exchange.outcome.status}: ${fault}`);
  }
}

/** Sign-in by private key is a gateway feature and not part of Genesys Cloud's contract. */
const isKeySignIn = ({ operation, request }: Exchange): boolean =>
  operation === "oauthToken" && request.body.includes("client_assertion");

/** An exchange with parsed bodies. */
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
    // A body that is not JSON stays a string, which fails every schema.
    return text;
  }
}
