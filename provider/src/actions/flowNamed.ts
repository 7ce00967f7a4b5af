import { isObject, isScalar } from "../document/plain";
import { text } from "../document/schema";
import type { Codec } from "./fields";
import { ABSENT, readNamed } from "./yaml";

/** A flow of some type, by its name. Files write `{ name }`; other objects of the organisation are `{ lit: { name } }`. */
export const flowNamed = (what: string): Codec<string> => ({
  schema: { ...text(200), about: `the name of ${what}` },
  write: (name) => name !== undefined && { name },
  read(yaml) {
    const read = isObject(yaml) && "name" in yaml ? yaml.name : readNamed(yaml);
    if (read === ABSENT) return read;
    return isScalar(read) ? String(read) : undefined;
  },
});
