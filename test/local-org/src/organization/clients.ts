import type { Client } from "./model";

/** Genesys Cloud's default for `accessTokenValiditySeconds` (genesys-api.md section 5). */
const oneDay = 86_400;

/** A client with all permissions, overridden by `given`. */
export const newClient = (given: Pick<Client, "id" | "secret"> & Partial<Client>): Client => ({
  name: given.id,
  permissions: "*",
  divisions: "*",
  tokenSeconds: oneDay,
  keys: [],
  ...given,
});
