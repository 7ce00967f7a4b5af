import type { Clock } from "./requestGate";

/** Milliseconds in which calls side by side are taken together: long enough for one turn of the engine, too short to be felt. */
const WINDOW = 5;

/**
 * Makes one request of many questions. Whoever asks within the same few milliseconds shares a request, and so does whoever asks while an
 * earlier one is under way: where answers come slowly (or the rate limit makes requests wait), fewer requests carry more questions. A
 * question is never answered by a request that was on its way when it was asked.
 *
 * @param load answers all keys; a key that its map lacks has no value
 */
export function batched<Value>(
  load: (keys: string[]) => Promise<Map<string, Value>>,
  clock: Clock,
): (key: string) => Promise<Value | undefined> {
  let open: { keys: Set<string>; answers: Promise<Map<string, Value>> } | undefined;
  let underWay: Promise<unknown> = Promise.resolve();
  return async (key) => {
    if (open === undefined) {
      const keys = new Set<string>();
      const answers = Promise.all([underWay, clock.sleep(WINDOW)]).then(() => {
        open = undefined;
        return load([...keys]);
      });
      // Its failure is told to those who asked; the next request only waits for its end.
      underWay = answers.catch(() => undefined);
      open = { keys, answers };
    }
    open.keys.add(key);
    return (await open.answers).get(key);
  };
}
