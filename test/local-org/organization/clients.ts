import type { Client } from "./model";

/** The platform's default for `accessTokenValiditySeconds` (genesys-api.md section 5). */
const oneDay = 86_400;

/** A client with every right, unless `given` says otherwise. */
export const newClient = (given: Pick<Client, "id" | "secret"> & Partial<Client>): Client => ({
  name: given.id,
  permissions: "*",
  divisions: "*",
  tokenSeconds: oneDay,
  keys: [],
  ...given,
});
