import type { FlowFile } from "./flowFile";
import { bodySequence, choices, containers, innerSequences, startUpSequence } from "./sequences";
import type { Action, Sequence } from "./sequences";
import type { YamlMap } from "./tree";

/**
 * Architect's number for each container, choice and action: containers from 10 on in the order of the file, each
 * before what it holds. Keyed by the parsed object itself.
 */
export function trackingIds({ kind, body }: FlowFile): ReadonlyMap<YamlMap, number> {
  const known = counted.get(body);
  if (known !== undefined) return known;
  const numbers = count({ kind, body });
  counted.set(body, numbers);
  return numbers;
}

/** A file's numbers are asked for again and again, and it does not change once it is parsed. */
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
  // The task that holds them has no object of its own in the file; it takes the first number.
  if (start) next++;
  if (start) sequence(start);
  for (const container of containers(file)) {
    number(container.body);
    if (container.kind === "menu") choices(container).forEach(action);
    else sequence(bodySequence(container));
  }
  return numbers;
}
