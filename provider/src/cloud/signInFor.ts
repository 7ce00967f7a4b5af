import { privateKeyExchange, type AssertionSurroundings } from "./assertion";
import { clientSecretExchange } from "./clientSecret";
import { givenToken, renewableSignIn, type SignIn } from "./signIn";
import { requestToken, type TokenExchange, type TokenSurroundings } from "./tokenRequest";

/** The sign-in that the settings' credentials call for. Nothing is sent before its token is asked for. */
export function signInFor(around: TokenSurroundings & AssertionSurroundings): SignIn {
  const { settings, secrets, clock } = around;
  const { credentials } = settings;
  const renewable = (exchange: TokenExchange): SignIn =>
    renewableSignIn(() => requestToken(exchange, around), clock);
  switch (credentials.kind) {
    case "accessToken":
      secrets.add(credentials.accessToken);
      return givenToken(credentials.accessToken);
    case "clientSecret":
      return renewable(clientSecretExchange(credentials, around));
    case "privateKey":
      return renewable(privateKeyExchange(credentials, around));
  }
}
