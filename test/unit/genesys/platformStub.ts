import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One request as it arrived. */
export interface Arrived {
  method: string;
  /** Path and query. */
  url: string;
  headers: IncomingMessage["headers"];
  body: string;
}

/** What to answer: `cut` ends the connection without an answer. */
export type Reply =
  | "cut"
  | {
      status?: number;
      body?: unknown;
      headers?: Record<string, string>;
      claimLength?: number;
      /** Somebody else answers in the platform's place, and does not put its correlation id on the answer. */
      foreign?: true;
    };

/** A server on loopback that answers as a spec says. */
export interface PlatformStub {
  url: string;
  arrived: Arrived[];
  stop(): Promise<void>;
}

/** @param reply what each request gets; a string as body goes out as it is, anything else as JSON */
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

/** A token as `/oauth/token` gives it. */
export const tokenReply = (token: string, seconds = 86_400): Reply => ({
  body: { access_token: token, token_type: "bearer", expires_in: seconds },
});
