import { own, put, equalJson } from "../json";
import type { PlainObject } from "../json";
import { comparable } from "./comparableYaml";

/** What exports show of an action where the file that was published says nothing, by the action's key in YAML. */
const FILLED_IN: Readonly<Record<string, PlainObject>> = {
  callData: { timeout: { lit: { minutes: 1 } } },
  collectInput: {
    acceptJustPound: { lit: false },
    acceptJustStar: { lit: false },
    includeTerminatingDtmfInResultData: false,
    verificationType: "none",
  },
  endTask: { outputPath: { name: "default" } },
  evaluateScheduleGroup: { evaluate: { now: true } },
  menuTransferToAcd: { priority: { lit: 0 } },
  transferToAcd: { priority: { lit: 0 } },
};

/** The YAML of an action without what an export would fill in anyway. */
export function withoutFilledIn(action: string, body: Readonly<PlainObject>): PlainObject {
  const filledIn = own(FILLED_IN, action);
  if (filledIn === undefined) return body;
  const kept: PlainObject = {};
  for (const [key, item] of Object.entries(body)) {
    const preset = own(filledIn, key);
    if (preset === undefined || !equalJson(folded(item), folded(preset))) put(kept, key, item);
  }
  return kept;
}

/** Older exports write `Default` where newer ones write `default`. */
function folded(value: unknown): unknown {
  return JSON.stringify(comparable(value))?.toLowerCase();
}
