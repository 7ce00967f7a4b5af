/** Memoizes an async function. A rejection is not cached. */
export function lazy<T>(act: () => Promise<T>): () => Promise<T> {
  let started: Promise<T> | undefined;
  return () => {
    if (started === undefined) {
      const mine = act();
      started = mine;
      mine.catch(() => (started = undefined));
    }
    return started;
  };
}
