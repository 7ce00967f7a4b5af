import { ValueError } from "../expressionError";
import { define, orNotSet, overload, param } from "./define";

const address = param("emailAddress", "emailAddress");
const text = orNotSet(param("emailAddressString", "string"));

/** Functions of e-mail addresses. */
export const EMAIL_FUNCTIONS = [
  define("MakeEmailAddress", "an e-mail address, with a name where one is given", [
    overload([param("address", "string")], "emailAddress", (id) => ({ id })),
    overload([param("address", "string"), orNotSet(param("name", "string"))], "emailAddress", (id, name) =>
      name === undefined ? { id } : { id, name },
    ),
  ]),
  define("EmailAddressLocalPart", "what an e-mail address has before its @", [
    overload([address], "string", ({ id }) => parts(id)?.[0]),
    overload([text], "string", (value) => parts(value)?.[0]),
  ]),
  define("EmailAddressDomainPart", "what an e-mail address has behind its @", [
    overload([address], "string", ({ id }) => parts(id)?.[1]),
    overload([text], "string", (value) => parts(value)?.[1]),
  ]),
];

function parts(value: string | undefined): [local: string, domain: string] | undefined {
  if (value === undefined) return undefined;
  const at = value.lastIndexOf("@");
  if (at < 1) throw new ValueError("conversion", `${JSON.stringify(value)} is no e-mail address`);
  return [value.slice(0, at), value.slice(at + 1)];
}
