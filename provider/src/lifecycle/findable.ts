import type { CloudFlow } from "../cloud/flowApi";
import type { Session } from "./session";

const LIMIT_MS = 90_000;
const EVERY_MS = 500;

/**
 * Waits until the platform finds a module by its name. Callers name modules by name, and the index that resolves
 * names lags behind publishes: without this, the first publish of a caller could fail or carry an older module.
 * Bounded, and then only a warning: callers retry on their own.
 */
export async function findable(session: Session, flow: CloudFlow): Promise<void> {
  // Where flows are documents, callers name modules by id.
  if (session.api().form === "document") return;
  const { now, sleep, say } = session.surroundings;
  const until = now() + LIMIT_MS;
  const isFound = async (): Promise<boolean> => {
    const found = await session.api().flowNamed(flow.type, flow.name);
    // Under its old name in another case it could be found, or not: the platform's rule for names is documented nowhere.
    return found?.id === flow.id && found.name === flow.name;
  };
  while (!(await isFound())) {
    if (now() >= until) {
      say(
        `warning: ${flow.name}: published, but the platform does not find it by name yet; flows that use it may take longer.`,
      );
      return;
    }
    await sleep(EVERY_MS);
  }
}
