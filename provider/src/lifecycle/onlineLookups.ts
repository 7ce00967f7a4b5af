import { batched } from "../genesys/directory";
import type { Clock } from "../genesys/http/rateLimiter";
import { objectKey, type NamedObject, type ObjectLookup } from "../genesys/objectListings";

/** Looks up objects for many flows with few requests, and each object only once for a run. */
export class OnlineLookups {
  private readonly answers = new Map<string, Promise<ObjectLookup | undefined>>();
  private readonly ask: (key: string) => Promise<ObjectLookup | undefined>;

  constructor(lookUp: (objects: readonly NamedObject[]) => Promise<ObjectLookup>, clock: Clock) {
    this.ask = batched(async (keys) => {
      const { missing, notes } = await lookUp(keys.map((key) => JSON.parse(key) as NamedObject));
      const missingByKey = new Map(missing.map((one) => [objectKey(one.object), one]));
      return new Map(
        keys.map((key) => {
          const found = missingByKey.get(key);
          return [key, { missing: found === undefined ? [] : [found], notes }];
        }),
      );
    }, clock);
  }

  /** The missing ones among these objects, and what could not be looked up. */
  async of(objects: readonly NamedObject[]): Promise<ObjectLookup> {
    const looked = await Promise.all(
      objects.map((object) => {
        const key = objectKey(object);
        const answer = this.answers.get(key) ?? this.ask(key);
        this.answers.set(key, answer);
        return answer;
      }),
    );
    return {
      missing: looked.flatMap((one) => one?.missing ?? []),
      notes: [...new Set(looked.flatMap((one) => one?.notes ?? []))],
    };
  }
}
