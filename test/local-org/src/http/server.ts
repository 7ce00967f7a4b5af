import Fastify from "fastify";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { addControlRoutes, controlError } from "../control/routes";
import { ApiError } from "../organization/apiError";
import { answerApi } from "./api";
import { errorBody, commonError } from "./errorBody";
import { exchange } from "./exchange";
import { json } from "./host";
import type { Host, Incoming } from "./host";
import { answerLogin } from "./login";
import { addresses } from "./operations";
import { notFound } from "./notFound";
import { answerDownload, answerUpload, storagePath } from "./storage";

const largestBody = 16 * 1024 * 1024;

/** Fastify's schema compilers are not used here; loading them would take a third of the startup time. */
const noCompilers = { buildValidator: unused, buildSerializer: unused };

function unused(): never {
  throw new Error("no route of the local organization has a schema");
}

/** The HTTP server: login, API, signed URLs and the control interface on one host. */
export function buildServer(host: Host): FastifyInstance {
  const app = Fastify({
    bodyLimit: largestBody,
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    // An export's file name contains the flow's name: up to 200 characters, each several bytes in a URL.
    routerOptions: { maxParamLength: 4096 },
    schemaController: { compilersFactory: noCompilers },
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));

  for (const address of addresses) {
    app.route({
      method: address.method,
      url: address.path,
      handler: (request, reply) =>
        exchange(host, incomingOf(request), reply, {
          operation: address.own?.operation,
          act: (incoming, now, correlationId) => answerApi(host, incoming, now, correlationId, address),
        }),
    });
  }
  app.post("/oauth/token", (request, reply) =>
    exchange(host, incomingOf(request), reply, {
      operation: "oauthToken",
      act: (incoming, now) => answerLogin(host, incoming, now),
    }),
  );
  app.put(`${storagePath}/flows/:organizationId/:file`, (request, reply) =>
    exchange(host, incomingOf(request), reply, { act: (incoming, now) => answerUpload(host, incoming, now) }),
  );
  app.get(`${storagePath}/exports/:organizationId/:jobId/:file`, (request, reply) =>
    exchange(host, incomingOf(request), reply, { act: (incoming) => answerDownload(host, incoming) }),
  );
  app.setNotFoundHandler((request, reply) =>
    exchange(host, incomingOf(request), reply, {
      act: (incoming, now, correlationId) => notFound(host, incoming, now, correlationId),
    }),
  );
  addControlRoutes(app, host);
  app.setErrorHandler((error: { statusCode?: number; message: string }, request, reply) => {
    if (request.url.startsWith("/_control/")) {
      const { status, body } = controlError(error);
      return reply.code(status).send(body);
    }
    return exchange(host, incomingOf(request), reply, {
      act: (_incoming, _now, correlationId) => {
        const { status, code, message } = commonError(error.statusCode ?? 500);
        // An error of this server must not look like one of Genesys Cloud.
        const text = status === 500 ? `local organization failed: ${error.message}` : message;
        return { status, ...json(errorBody(new ApiError(status, code, text), correlationId)) };
      },
    });
  });
  return app;
}

function incomingOf(request: FastifyRequest): Incoming {
  const [path = "", ...query] = request.url.split("?");
  return {
    method: request.method,
    path,
    query: query.join("?"),
    params: request.params as Record<string, string>,
    headers: request.headers,
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
  };
}
