/** Does something at the first call and gives the same answer ever after; a failure is told to all who wait, and then forgotten. */
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
