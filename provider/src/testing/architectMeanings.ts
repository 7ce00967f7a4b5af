import { isObject } from "../language/json";
import type { Audio } from "../language/model";
import { SimulationError } from "./options";
import type { Meaning, Outcome, Run } from "./run";
import { entryOf } from "./scope";

/** Actions as Architect's YAML has them. */
export const architect: Meaning = function* (run, key, parameters, forced) {
  yield* [];
  const type = String(parameters.type);
  const body = isObject(parameters.body) ? parameters.body : {};
  const known = Object.hasOwn(KNOWN, type) ? KNOWN[type] : undefined;
  if (known !== undefined) return known(run, key, body);
  if (forced !== undefined) return { path: forced };
  if (WITHOUT_EFFECT.has(type)) return { path: "default" };
  throw new SimulationError(
    `The simulator does not know the action "${type}" of entry "${key}": name its path in outcomes: { ${JSON.stringify(key)}: "<path>" }.`,
  );
};

/** Actions that neither the caller nor a variable of the flow notices. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set([
  "addFlowMilestone",
  "clearUtilizationLabel",
  "enableParticipantRecord",
  "flushAudio",
  "initializeFlowOutcome",
  "setExternalTag",
  "setFlowOutcome",
  "setUUIData",
  "setUtilizationLabel",
  "setWhisperAudio",
  "setWrapupCode",
]);

/** The path that a body's mark (`{ path }`) names. */
function markedPath(mark: unknown): string {
  return isObject(mark) && typeof mark.path === "string" ? mark.path : "default";
}

function target(run: Run, key: string, mark: unknown): string {
  const path = markedPath(mark);
  const to = entryOf(run.flow.document, key).nexts?.[path];
  if (to === undefined) throw new SimulationError(`Entry "${key}" leads nowhere: "nexts" has no "${path}".`);
  return to;
}

/** The next round of the innermost loop, or what follows it. */
function nextRound(run: Run, leave: boolean): Outcome {
  const loop = run.loops.at(-1);
  if (loop === undefined) return { path: "default" };
  const { nexts = {} } = entryOf(run.flow.document, loop.entry);
  const inside = nexts.loop;
  if (!leave && inside !== undefined && --loop.left > 0) {
    loop.count++;
    return { goto: inside };
  }
  run.loops.pop();
  return nexts.default === undefined ? { end: { by: "disconnect" } } : { goto: nexts.default };
}

const KNOWN: Readonly<Record<string, (run: Run, key: string, body: Record<string, unknown>) => Outcome>> = {
  disconnect: () => ({ end: { by: "disconnect" } }),
  playAudio: (run, _key, { audio }) => {
    run.play(audio as Audio);
    return { path: "default" };
  },
  jumpToTask: (run, key, { targetTaskRef }) => ({ goto: target(run, key, targetTaskRef) }),
  jumpToMenu: (run, key, { targetMenuRef }) => ({ goto: target(run, key, targetMenuRef) }),
  callTask: (run, key, { targetTaskRef, inputs }) => {
    for (const [name, value] of Object.entries(isObject(inputs) ? inputs : {}))
      if (name !== "none") run.set(name, run.scope.evaluate(value));
    run.calls.push(key);
    return { goto: target(run, key, targetTaskRef) };
  },
  endTask: (run, _key, { outputPath }) => {
    const name = isObject(outputPath) && typeof outputPath.name === "string" ? outputPath.name : "default";
    const caller = run.calls.at(-1);
    if (caller !== undefined) {
      const called = entryOf(run.flow.document, caller).action.parameters?.body;
      const outputs = isObject(called) && isObject(called.outputs) ? called.outputs : {};
      for (const [from, to] of Object.entries(outputs)) {
        const variable = isObject(to) && typeof to.var === "string" ? to.var : undefined;
        if (variable !== undefined)
          run.set(variable, run.scope.variables.get(from) ?? { type: "string", value: null });
      }
    }
    return { returns: name };
  },
  loop: (run, key, { loopCount }) => {
    const left = Number(run.scope.evaluate(loopCount).value ?? 0);
    const inside = entryOf(run.flow.document, key).nexts?.loop;
    if (left < 1 || inside === undefined) return { path: "default" };
    run.loops.push({ entry: key, left, count: 1 });
    return { goto: inside };
  },
  loopNext: (run) => nextRound(run, false),
  loopExit: (run) => nextRound(run, true),
};
