import type { Entry } from "../document/model";
import type { PlainObject } from "../document/plain";

/**
 * The entry of an action, exactly as one would write it by hand: `parameters` and `nexts` only where there is something
 * in them, absent ones left out.
 */
export function entry(actionType: string, parameters: object, nexts: object = {}): Entry {
  const given = withoutAbsent(parameters);
  const wired = withoutAbsent(nexts) as Record<string, string>;
  return {
    entryType: "action",
    action: {
      action: actionType,
      actionType,
      ...(Object.keys(given).length > 0 && { parameters: given }),
    },
    ...(Object.keys(wired).length > 0 && { nexts: wired }),
  };
}

function withoutAbsent(object: object): PlainObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
