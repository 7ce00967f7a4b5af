import { CloudError } from "../genesys/http/platformErrors";
import type { CloudFlow, Consumer } from "../genesys/flowApi";
import { KINDS } from "../language/kinds";
import type { PublishedFlow } from "./publish";
import type { ProviderContext } from "./context";

/** How many earlier versions are searched for callers. Each costs one call. */
const VERSIONS_BACK = 3;

/** How many callers are checked for the version that they use. Each costs up to two calls. */
const MOST_CALLERS = 10;

interface Caller extends Consumer {
  carries: number;
}

/**
 * After a module got a new version: warns about flows that still use an older one because no resource of this stack
 * republishes them. An error here is logged and does not fail the update.
 *
 * @param owner the module resource's URN
 */
export async function warnOfOtherCallers(
  session: ProviderContext,
  module: PublishedFlow["flow"],
  owner: string | undefined,
): Promise<void> {
  // The document API references modules live, so no caller uses an older version.
  if (session.api().form === "document") return;
  const { log } = session.runtime;
  try {
    const found = await externalCallers(session, module, owner);
    const callers = await staleCallers(session, module, found.slice(0, MOST_CALLERS));
    if (callers.length === 0) return;
    const list = callers.map(
      ({ type, name, id, carries }) => `  ${type} "${name}" (${id}): version ${carries}`,
    );
    if (found.length > MOST_CALLERS) list.push(`  and up to ${found.length - MOST_CALLERS} more`);
    log(
      `warning: ${module.name}: flows that other stacks or people manage carry an older version than ${module.published.number}, ` +
        `and run it until they are published again (those of this stack, if there are any, follow in this same run):\n` +
        list.join("\n"),
    );
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    log(
      `warning: ${module.name}: could not find out which flows of others carry an older version of it: ${error.message}`,
    );
  }
}

/** The flows that use an older version of the module and are not known to belong to this stack. */
async function externalCallers(
  session: ProviderContext,
  module: PublishedFlow["flow"],
  owner: string | undefined,
): Promise<Consumer[]> {
  const newest = module.published.number;
  const older = Array.from({ length: VERSIONS_BACK }, (_, back) => newest - 1 - back)
    .filter((version) => version > 0)
    .map((version) => `${version}.0`);
  const consumers = older.length === 0 ? [] : await session.api().consumers(module, older);
  const flows = consumers.filter(({ id, type }) => type.endsWith("FLOW") && !session.claims.isClaimed(id));
  if (owner === undefined) return flows;
  const ours = await Promise.all(flows.map(({ id }) => session.ownCallers.has(owner, id)));
  return flows.filter((_, index) => ours[index] !== true);
}

/**
 * Keeps the callers whose published version really uses an older version of the module. The dependency index also lists
 * drafts and indirect users.
 */
async function staleCallers(
  session: ProviderContext,
  module: PublishedFlow["flow"],
  consumers: Consumer[],
): Promise<Caller[]> {
  const api = session.api();
  const callers = await Promise.all(
    consumers.map(async (consumer) => {
      const flow: CloudFlow | undefined = await api.flow(consumer.id);
      if (flow?.published === undefined || flow.type === KINDS.module.platformType) return undefined;
      const carries = (await api.modulesCarried(flow, flow.published.id))?.[module.id];
      return carries === undefined ? undefined : { ...consumer, carries };
    }),
  );
  return callers.filter((one): one is Caller => one !== undefined && one.carries < module.published.number);
}
