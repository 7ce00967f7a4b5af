import { isObject } from "../language/json";
import type { Audio } from "../language/model";
import type { Meaning, Outcome, Run, Running } from "./run";

const whole = (value: unknown, standard: number): number => (typeof value === "number" ? value : standard);

/**
 * Digits into a variable: complete at the greatest number, or at the terminator. A time-out ends the input; it succeeds if
 * there are enough digits.
 */
export const collectInput: Meaning = function* (run, _key, parameters, forced) {
  if (forced !== undefined) return { path: forced };
  run.play(parameters.audio as Audio | undefined);
  const most = whole(parameters.maxDigits, 1);
  const least = whole(parameters.minDigits, 1);
  const { terminator, includeTerminator } = parameters;
  let digits = "";
  while (digits.length < most) {
    const answer = yield* run.ask("digits");
    if (answer === "noEntry") break;
    // Speech is not recognized here.
    if ("say" in answer) continue;
    if (answer.digit === terminator) {
      if (includeTerminator === true) digits += answer.digit;
      break;
    }
    digits += answer.digit;
  }
  const alone =
    (digits === "*" && !run.scope.isTrue(parameters.acceptJustStar)) ||
    (digits === "#" && !run.scope.isTrue(parameters.acceptJustPound));
  if (digits.length < least || alone) return { path: "failure" };
  const standard = run.flow.kind === "module" ? "Common.Input" : "Flow.Input";
  const variable = typeof parameters.variable === "string" ? parameters.variable : standard;
  run.set(variable, { type: "string", value: digits });
  return { path: "success" };
};

/** A menu: repeats after a wrong key or nothing, and then takes its default choice, or disconnects. */
export const menu: Meaning = function* (run, _key, parameters, forced) {
  if (forced !== undefined) return { path: forced };
  const choices = isObject(parameters.choices) ? parameters.choices : {};
  const setting = run.flow.document.content.settings?.settingsMenu;
  const standard = isObject(setting) && isObject(setting.repeatCount) ? setting.repeatCount.lit : undefined;
  const repeats = whole(run.scope.evaluate(parameters.repeatCount).value, whole(standard, 3));
  for (let round = 0; round <= repeats; round++) {
    run.play(parameters.audio as Audio | undefined);
    const chosen = yield* choose(run, choices);
    if (chosen === undefined) continue;
    if (typeof chosen !== "string") return chosen;
    const outcome = ownAction(run, chosen, choices[chosen]);
    if (outcome !== "again") return outcome;
    round = -1;
  }
  const { defaultChoice } = parameters;
  if (typeof defaultChoice !== "string") return { end: { by: "disconnect" } };
  const outcome = ownAction(run, defaultChoice, choices[defaultChoice]);
  return outcome === "again" ? { end: { by: "disconnect" } } : outcome;
};

/** The choice for the caller's key or words. Undefined if there is none. */
function* choose(
  run: Run,
  choices: Readonly<Record<string, unknown>>,
): Running<string | Outcome | undefined> {
  const answer = yield* run.ask("choice");
  if (answer === "noEntry") return undefined;
  const own = Object.entries(choices).find(([, choice]) => fits(run, choice, answer));
  if (own !== undefined) return own[0];
  // Keys and words of other menus that are valid in every menu.
  for (const entry of Object.values(run.flow.document.content.entries)) {
    const others = entry.action.actionType === "menu" ? entry.action.parameters?.choices : undefined;
    const found = Object.entries(isObject(others) ? others : {}).find(
      ([, choice]) =>
        isObject(choice) &&
        (("digit" in answer && choice.globalDtmf === true) ||
          ("say" in answer && choice.globalSpeech === true)) &&
        fits(run, choice, answer),
    );
    const target = found === undefined ? undefined : entry.nexts?.[found[0]];
    if (target !== undefined) return { goto: target };
  }
  return undefined;
}

function fits(run: Run, choice: unknown, answer: { digit: string } | { say: string }): boolean {
  if (!isObject(choice)) return false;
  if ("digit" in answer) return choice.dtmf === answer.digit;
  const words = isObject(choice.speech) ? choice.speech[run.scope.language] : undefined;
  return Array.isArray(words) && words.some((one) => String(one).toLowerCase() === answer.say.toLowerCase());
}

/** What a choice does: its own action, or its path. "again" repeats the menu. */
function ownAction(run: Run, name: string, choice: unknown): Outcome | "again" {
  if (!isObject(choice)) return { path: name };
  const { transferToAcd, architect } = choice;
  if (isObject(transferToAcd)) {
    run.play(transferToAcd.preTransferAudio as Audio | undefined);
    const { language } = run.call;
    const priority =
      transferToAcd.priority === undefined ? 0 : run.scope.evaluate(transferToAcd.priority).value;
    return { end: { by: "transferToAcd", queue: run.scope.text(transferToAcd.queue), priority, language } };
  }
  const type = isObject(architect) ? String(architect.type) : "";
  if (/repeat/i.test(type)) return "again";
  if (type.startsWith("menuTransferTo")) return { end: { by: type.replace(/^menuT/, "t"), choice: name } };
  return { path: name, orEnd: { by: "disconnect" } };
}
