import { createHash, timingSafeEqual } from "node:crypto";
import { draw } from "./ids";
import type { Client, Organization, Token } from "./model";
import { own } from "./own";

/** The organization's client with these credentials; undefined if there is none. */
export function signIn(org: Organization, id: string, secret: string): Client | undefined {
  const client = own(org.clients, id);
  return client && sameSecret(client.secret, secret) ? client : undefined;
}

/** A new access token for the client. */
export function issueToken(org: Organization, client: Client, now: number): string {
  const token = draw(org, "token");
  org.tokens[token] = { clientId: client.id, expiresAt: now + client.tokenSeconds * 1000 };
  return token;
}

/** The client of a token; undefined if the token is unknown, revoked or expired. */
export function clientOf(org: Organization, token: string, now: number): Client | undefined {
  const known: Token | undefined = own(org.tokens, token);
  return known && known.expiresAt > now ? own(org.clients, known.clientId) : undefined;
}

const sameSecret = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));
const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
