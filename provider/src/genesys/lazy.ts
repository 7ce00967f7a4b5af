/** Memoizes an async function. A rejection is not cached. */
export function lazy<T>(act: () => Promise<T>): () => Promise<T> {
  let started: Promise<T> | undefined;
  return () => {
    if (started === undefined) {
      const promise = act();
      started = promise;
      promise.catch(() => (started = undefined));
    }
    return started;
  };
}
