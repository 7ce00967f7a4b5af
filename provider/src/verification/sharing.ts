/** Asks, or joins the asking of the same question that is under way. */
export type Sharing = <T>(question: string, ask: () => Promise<T>) => Promise<T>;

/**
 * Lets questions that are asked side by side share one answer: a script asks for every flow and every module of a stack, which
 * are few things and many pairs. Nothing is kept once it is answered: the next one may be another.
 */
export function sharing(): Sharing {
  const underWay = new Map<string, Promise<unknown>>();
  return <T>(question: string, ask: () => Promise<T>): Promise<T> => {
    // One question has one kind of answer.
    const asked = underWay.get(question) as Promise<T> | undefined;
    if (asked !== undefined) return asked;
    const answer = ask().finally(() => underWay.delete(question));
    underWay.set(question, answer);
    return answer;
  };
}
