import { isObject } from "../language/json";
import { SimulationError, type DataActionAnswer } from "./options";
import type { Meaning, Run } from "./run";

/** Sets the variables of outputs: by the name of the output. */
function setOutputs(run: Run, outputs: unknown, values: Readonly<Record<string, unknown>>): void {
  for (const [name, variable] of Object.entries(isObject(outputs) ? outputs : {}))
    if (typeof variable === "string") run.setPlain(variable, values[name]);
}

/** Calls the data action that the test gives. */
export const callData: Meaning = function* (run, key, parameters, forced) {
  const { integration, dataAction, inputs, outputs, failureOutputs } = parameters;
  const name = `${String(integration)} / ${String(dataAction)}`;
  const given = run.call.options.dataActions?.[name];
  if (given === undefined) {
    if (forced !== undefined) return { path: forced };
    throw new SimulationError(`Entry "${key}" calls the data action "${name}": give it in dataActions.`);
  }
  yield* [];
  const plain = Object.fromEntries(
    Object.entries(isObject(inputs) ? inputs : {}).map(([input, value]) => [
      input,
      run.scope.evaluate(value).value,
    ]),
  );
  const answer: DataActionAnswer = typeof given === "function" ? given(plain) : given;
  if ("timeout" in answer && answer.timeout === true) return { path: "timeout" };
  if ("failure" in answer && isObject(answer.failure)) {
    setOutputs(run, failureOutputs, answer.failure);
    return { path: "failure" };
  }
  setOutputs(run, outputs, answer);
  return { path: forced ?? "success" };
};

/** Looks a row up in the data tables that the test gives. */
export const dataTableLookup: Meaning = function* (run, key, parameters, forced) {
  const { table, lookupValue, outputs } = parameters;
  const name = run.scope.text(table) ?? "";
  const rows = run.call.options.dataTables?.[name];
  if (rows === undefined) {
    if (forced !== undefined) return { path: forced };
    throw new SimulationError(`Entry "${key}" reads the data table "${name}": give it in dataTables.`);
  }
  yield* [];
  const row = rows[run.scope.text(lookupValue) ?? ""];
  if (row === undefined) return { path: forced ?? "notFound" };
  setOutputs(run, outputs, row);
  return { path: forced ?? "found" };
};

/** Finds a queue by its name; every name, unless the test says which queues there are. */
export const findQueue: Meaning = function* (run, _key, { name, variable }, forced) {
  yield* [];
  const queue = run.scope.text(name);
  const { queues } = run.call.options;
  if (queue === undefined || (queues !== undefined && !queues.includes(queue)))
    return { path: forced ?? "notFound" };
  if (typeof variable === "string") run.set(variable, { type: "queue", value: { name: queue } });
  return { path: forced ?? "found" };
};
