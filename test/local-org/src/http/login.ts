import { issueToken, signIn } from "../organization/tokens";
import { header, json } from "./host";
import type { Host, Incoming, Outcome } from "./host";
import { answerKeySignIn, hasAssertion } from "./keySignIn";

/** `POST /oauth/token`: the client-credentials grant, with the credentials in the header or in the form, or a signed assertion. */
export function answerLogin(host: Host, incoming: Incoming, now: number): Outcome | Promise<Outcome> {
  const form = new URLSearchParams(incoming.body.toString("utf8"));
  const [id, secret] = credentials(incoming, form);
  if (form.get("grant_type") !== "client_credentials") {
    return refusal("unsupported_grant_type", "only the grant client_credentials is offered here");
  }
  if (hasAssertion(form)) return answerKeySignIn(host, form, now);
  for (const org of host.organizations) {
    const client = signIn(org, id, secret);
    if (!client) continue;
    const token = issueToken(org, client, now);
    const { headers, body } = json({
      access_token: token,
      token_type: "bearer",
      expires_in: client.tokenSeconds,
    });
    return { status: 200, headers, body, client: client.id, organization: org.name };
  }
  // A wrong region and a wrong secret cannot be distinguished (genesys-api.md section 5).
  return refusal("invalid_client", "authentication failed");
}

function credentials(incoming: Incoming, form: URLSearchParams): [id: string, secret: string] {
  const basic = /^basic (.+)$/i.exec(header(incoming, "authorization") ?? "")?.[1];
  if (basic === undefined) return [form.get("client_id") ?? "", form.get("client_secret") ?? ""];
  const text = Buffer.from(basic, "base64").toString("utf8");
  const colon = text.indexOf(":");
  return [decodeURIComponent(text.slice(0, colon)), decodeURIComponent(text.slice(colon + 1))];
}

function refusal(error: string, description: string): Outcome {
  return { status: 400, ...json({ error, description, error_description: description }) };
}
