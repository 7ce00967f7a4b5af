import type { FlowFile } from "./flowFile";
import { bodySequence, choices, containers, innerSequences, startUpSequence } from "./sequences";
import type { Action, Sequence } from "./sequences";
import type { YamlMap } from "./tree";

/**
 * Architect's tracking id of each container, choice and action: containers from 10 on in file order, each before its
 * content. Keyed by the parsed object.
 */
export function trackingIds({ kind, body }: FlowFile): ReadonlyMap<YamlMap, number> {
  const known = counted.get(body);
  if (known !== undefined) return known;
  const numbers = count({ kind, body });
  counted.set(body, numbers);
  return numbers;
}

/** Cached: the ids of a file are requested often, and a parsed file does not change. */
const counted = new WeakMap<YamlMap, ReadonlyMap<YamlMap, number>>();

function count(file: FlowFile): ReadonlyMap<YamlMap, number> {
  const numbers = new Map<YamlMap, number>();
  let next = 10;
  const number = (body: YamlMap): void => {
    if (!numbers.has(body)) numbers.set(body, next++);
  };
  const sequence = (inner: Sequence): void => inner.actions.forEach(action);
  const action = (each: Action): void => {
    number(each.body);
    innerSequences(each).forEach(sequence);
  };
  const start = startUpSequence(file);
  // The task that contains them has no object in the file; it takes the first id.
  if (start) next++;
  if (start) sequence(start);
  for (const container of containers(file)) {
    number(container.body);
    if (container.kind === "menu") choices(container).forEach(action);
    else sequence(bodySequence(container));
  }
  return numbers;
}
