import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A received request. */
export interface Arrived {
  method: string;
  /** Path and query. */
  url: string;
  headers: IncomingMessage["headers"];
  body: string;
}

/** The reply. `cut` closes the connection without one. */
export type Reply =
  | "cut"
  | {
      status?: number;
      body?: unknown;
      headers?: Record<string, string>;
      claimLength?: number;
      /** The reply comes from another server, without a Genesys Cloud correlation id. */
      foreign?: true;
    };

/** A loopback server with replies defined by a spec. */
export interface PlatformStub {
  url: string;
  arrived: Arrived[];
  stop(): Promise<void>;
}

/** @param reply the reply to each request; a string body is sent as is, anything else as JSON */
export async function startStub(reply: (request: Arrived) => Reply | Promise<Reply>): Promise<PlatformStub> {
  const arrived: Arrived[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const { method = "", url = "", headers } = incoming;
      const request = { method, url, headers, body: Buffer.concat(chunks).toString() };
      arrived.push(request);
      void Promise.resolve(reply(request)).then((answer) => send(answer, response));
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    arrived,
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}

function send(answer: Reply, response: ServerResponse): void {
  if (answer === "cut") {
    response.socket?.destroy();
    return;
  }
  const { status = 200, body, headers = {}, claimLength, foreign } = answer;
  const marked =
    foreign === true ||
    Object.keys(headers).some((name) => name.toLowerCase() === "inin-correlation-id") ||
    (typeof body === "object" && body !== null && "contextId" in body);
  const text = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body);
  const type = typeof body === "string" ? "text/html" : "application/json";
  response.writeHead(status, {
    "content-type": type,
    ...(marked ? {} : { "inin-correlation-id": "c-0" }),
    ...headers,
    ...(claimLength === undefined ? {} : { "content-length": String(claimLength) }),
  });
  response.write(text);
  if (claimLength === undefined) response.end();
  else response.socket?.destroySoon();
}

/** A token as returned by `/oauth/token`. */
export const tokenReply = (token: string, seconds = 86_400): Reply => ({
  body: { access_token: token, token_type: "bearer", expires_in: seconds },
});
