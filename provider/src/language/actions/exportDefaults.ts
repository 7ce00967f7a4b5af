import { own, put, equalJson } from "../json";
import type { PlainObject } from "../json";
import { comparable } from "./comparableYaml";

/** Values that exports add if the published file did not set them, by the action's key in YAML. */
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

/** The YAML of an action without the values that an export adds by default. */
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

/** Older exports contain `Default` instead of `default`. */
function folded(value: unknown): unknown {
  return JSON.stringify(comparable(value))?.toLowerCase();
}
