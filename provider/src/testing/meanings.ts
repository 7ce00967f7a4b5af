import { isObject } from "../language/json";
import type { Audio } from "../language/model";
import { architect } from "./architectMeanings";
import { callData, dataTableLookup, findQueue } from "./dataMeanings";
import { collectInput, menu } from "./inputMeanings";
import { SimulationError, type CallEnd } from "./options";
import { Run, type Meaning, type Outcome } from "./run";
import { isActive } from "./schedules";
import { moduleVariable } from "./scope";

/** The meaning of an action. Undefined if it has none here. */
export function meaningOf(actionType: string): Meaning | undefined {
  return Object.hasOwn(MEANINGS, actionType) ? MEANINGS[actionType] : undefined;
}

const NEXT: Outcome = { path: "default" };

/** A meaning that asks nothing. */
function atOnce(act: (...given: Parameters<Meaning>) => Outcome): Meaning {
  // eslint-disable-next-line require-yield -- the interpreter runs all meanings alike
  return function* (...given) {
    return act(...given);
  };
}

/** A transfer ends the call, unless the test lets it fail. */
function transfer(
  by: string,
  detail: (run: Run, parameters: Readonly<Record<string, unknown>>) => object,
): Meaning {
  return atOnce((run, _key, parameters, forced) => {
    run.play(parameters.preTransferAudio as Audio | undefined);
    const end: CallEnd = { by, ...detail(run, parameters), language: run.call.language };
    if (forced === undefined) return { end };
    run.play(parameters.failureTransferAudio as Audio | undefined);
    if (typeof parameters.errorType === "string") run.setPlain(parameters.errorType, "Simulated");
    if (typeof parameters.errorMessage === "string")
      run.setPlain(parameters.errorMessage, "The test lets the transfer fail.");
    return { path: forced };
  });
}

/** `{ name: item }`, or a list of `{ name, field }`. */
function attributesOf(run: Run, attributes: unknown, field: string): [string, unknown][] {
  if (Array.isArray(attributes))
    return (attributes as unknown[]).flatMap((one) =>
      isObject(one) ? [[run.scope.text(one.name) ?? "", one[field]] as [string, unknown]] : [],
    );
  return isObject(attributes) ? Object.entries(attributes) : [];
}

const invokeSubFlow: Meaning = function* (run, key, parameters) {
  const { moduleId, moduleName, inputs, outputs } = parameters;
  const called = [moduleId, moduleName].find((one) => typeof one === "string");
  const module = run.call.module(called ?? "");
  const inner = new Run(module, run.call, called ?? "module");
  for (const [name, value] of Object.entries(isObject(inputs) ? inputs : {}))
    inner.scope.set(moduleVariable(name), run.scope.evaluate(value));
  const end = yield* inner.from("start");
  if (end !== undefined) return { end };
  // What follows belongs to this entry again.
  run.call.steps.push({ module: run.module, entry: key, heard: [], input: [], changed: {} });
  for (const [name, variable] of Object.entries(isObject(outputs) ? outputs : {})) {
    const held = inner.scope.variables.get(moduleVariable(name));
    if (typeof variable === "string") run.set(variable, held ?? { type: "string", value: null });
  }
  return NEXT;
};

const evaluateScheduleGroup = atOnce((run, key, parameters) => {
  const { scheduleGroups = {}, emergencies = [] } = run.call.options;
  const emergency = run.scope.text(parameters.emergencyGroup);
  if (emergency !== undefined && emergencies.includes(emergency)) return { path: "emergency" };
  const name = run.scope.text(parameters.scheduleGroup) ?? "";
  const state = scheduleGroups[name];
  if (state === undefined)
    throw new SimulationError(
      `Entry "${key}" asks for the schedule group "${name}": give it in scheduleGroups.`,
    );
  return { path: state };
});

const evaluateSchedule = atOnce((run, key, parameters) => {
  const name = run.scope.text(parameters.schedule) ?? "";
  const schedule = run.call.options.schedules?.[name];
  if (schedule === undefined)
    throw new SimulationError(`Entry "${key}" asks for the schedule "${name}": give it in schedules.`);
  const { now, timeZone } = run.call.context;
  const zone = run.scope.text(parameters.scheduleTimeZone) ?? timeZone;
  return { path: isActive(schedule, now, zone) ? "active" : "inactive" };
});

/** A switch with a value compares it with literals; one without takes the first case that is true. */
const switchAction = atOnce((run, _key, { value, cases }) => {
  if (Array.isArray(cases)) {
    const found = (cases as { path: string; when: unknown }[]).find(({ when }) => run.scope.isTrue(when));
    return { path: found?.path ?? "default" };
  }
  const { value: held } = run.scope.evaluate(value);
  const found = Object.entries(isObject(cases) ? cases : {}).find(
    ([, literal]) => held !== null && (held as string) === (literal as string),
  );
  return { path: found?.[0] ?? "default" };
});

const MEANINGS: Readonly<Record<string, Meaning>> = {
  architect,
  callData,
  collectInput,
  dataTableLookup,
  evaluateSchedule,
  evaluateScheduleGroup,
  findQueue,
  invokeSubFlow,
  menu,
  switch: switchAction,
  decision: atOnce((run, _key, { condition }) => ({ path: run.scope.isTrue(condition) ? "yes" : "no" })),
  disconnect: atOnce(() => ({ end: { by: "disconnect" } })),
  end: atOnce((run) =>
    run.module === "" && run.flow.kind === "inboundCall"
      ? { end: { by: "disconnect" } }
      : { returns: "default" },
  ),
  playAudio: atOnce((run, _key, { audio }) => {
    run.play(audio as Audio);
    return NEXT;
  }),
  setLanguage: atOnce((run, _key, { language }) => {
    run.call.language = run.scope.language = (run.scope.text(language) ?? run.scope.language).toLowerCase();
    return NEXT;
  }),
  setScreenPop: atOnce(() => NEXT),
  updateData: atOnce((run, _key, { statements }) => {
    for (const statement of (Array.isArray(statements) ? statements : []) as {
      variable: string;
      value: unknown;
    }[])
      run.set(statement.variable, run.scope.evaluate(statement.value));
    return NEXT;
  }),
  getParticipantData: atOnce((run, _key, { attributes }) => {
    for (const [name, variable] of attributesOf(run, attributes, "variable"))
      if (typeof variable === "string") run.setPlain(variable, run.call.participantData.get(name));
    return NEXT;
  }),
  setParticipantData: atOnce((run, _key, { attributes }) => {
    for (const [name, value] of attributesOf(run, attributes, "value"))
      run.call.participantData.set(name, run.scope.text(value) ?? "");
    return NEXT;
  }),
  transferToAcd: transfer("transferToAcd", (run, { queue, priority, skills }) => ({
    queue: run.scope.text(queue),
    priority: priority === undefined ? 0 : run.scope.evaluate(priority).value,
    ...(Array.isArray(skills) && { skills: skills.map((skill) => run.scope.text(skill)) }),
  })),
  transferToFlow: transfer("transferToFlow", (run, { flow }) => ({ flow: run.scope.text(flow) })),
  transferToNumber: transfer("transferToNumber", (run, { number }) => ({ number: run.scope.text(number) })),
  transferToUser: transfer("transferToUser", (run, { user }) => ({ user: run.scope.text(user) })),
  transferToVoicemail: transfer("transferToVoicemail", (run, { queue }) => ({
    queue: run.scope.text(queue),
  })),
};
