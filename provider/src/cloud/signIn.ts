import type { Clock } from "./requestGate";

/** Keeps the token of one client. */
export interface SignIn {
  /** The token to use now. Signs in when there is none, or when it is about to expire; calls side by side share one sign-in. */
  token(): Promise<string>;
  /** Reports that the platform does not accept a token any more. True when the next {@link token} will be another one. */
  refused(token: string): boolean;
}

/** What a sign-in gave. */
export interface Token {
  value: string;
  /** Milliseconds since the epoch after which it is better not used: shortly before its end, so that it cannot expire on the way. */
  renewAt: number;
}

/** A token that was given ready-made: nothing can renew it. */
export function givenToken(accessToken: string): SignIn {
  return { token: () => Promise.resolve(accessToken), refused: () => false };
}

/**
 * A sign-in that can be repeated.
 *
 * @param request asks for a new token. When it rejects, all who wait get the error, and the next call asks again.
 */
export function renewableSignIn(request: () => Promise<Token>, clock: Pick<Clock, "now">): SignIn {
  let current: Promise<Token> | undefined;
  let inUse: string | undefined;

  const signIn = (): Promise<Token> => {
    const asked = request();
    current = asked;
    asked.catch(() => forget(asked));
    return asked;
  };
  // Who comes late with the news that a token is no good must not throw away its successor.
  const forget = (asked: Promise<Token>): void => {
    if (current === asked) current = undefined;
  };

  return {
    async token() {
      const asked = current ?? signIn();
      let token = await asked;
      if (token.renewAt <= clock.now()) {
        forget(asked);
        token = await (current ?? signIn());
      }
      inUse = token.value;
      return token.value;
    },
    refused(token) {
      if (token === inUse && current !== undefined) forget(current);
      return true;
    },
  };
}
