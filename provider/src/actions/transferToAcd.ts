import type { ActionDefinition } from "../document/action";
import type { Audio, Value } from "../document/model";
import { isObject } from "../document/plain";
import { listOf, named, value } from "../document/schema";
import type { Plain } from "./deepInput";
import { entry } from "./entry";
import type { EntryTo } from "./typedDocument";
import { audioOf, integerOf, objectOf, simpleAction, userOf, valueOf, variableOf } from "./fields";
import type { Codec } from "./fields";
import { flowNamed } from "./flowNamed";
import { ABSENT, readNamed, writeNamed } from "./yaml";

/** What `flow.transferToAcd` takes. */
export interface TransferToAcdParameters {
  /** The queue's name, or an expression that gives a queue. */
  queue: string | { exp: string };
  /** What the caller hears before the transfer. @default nothing */
  preTransferAudio?: Audio;
  /** What the caller hears when the transfer fails. @default nothing */
  failureTransferAudio?: Audio;
  /** The call's priority in the queue, from -25,000,000 to 25,000,000; higher comes first. @default 0 */
  priority?: Value;
  /** Agents to prefer: an expression that gives a collection of users or of agents with scores. */
  preferredAgents?: Value;
  /** The language skill that the agent must have, by name. */
  languageSkill?: string | { exp: string };
  /** The one agent who shall take the call: the user name (e-mail address), or an expression. */
  directAgent?: string | { exp: string };
  /** The skills that the agent must have, by name or expression. */
  skills?: (string | { exp: string })[];
  /** Whether the skills come on top of those that the conversation has already; for modules of e-mail flows only. */
  appendSkills?: Value;
  /** The in-queue flow that the caller hears instead of the queue's own, by name. */
  inQueueFlow?: string;
  /** The text variable that receives the kind of failure. */
  errorType?: string;
  /** The text variable that receives the reason of a failure. */
  errorMessage?: string;
}

/** The paths of `flow.transferToAcd`. */
export interface TransferToAcdPaths<Target extends string = string> {
  /** The transfer failed. */
  failure?: Target;
  /** Where a failure goes if `failure` is not given. */
  default?: Target;
}

/** The builder of `transferToAcd` entries. */
export interface TransferToAcdBuilder {
  /**
   * Transfers the call to a queue. Nothing follows a transfer that succeeds.
   *
   * @param parameters `queue` by name or expression, `preTransferAudio` and `failureTransferAudio` (default none), `priority`
   *   (default 0; higher comes first), `skills`, `languageSkill`, `preferredAgents`, `inQueueFlow`, and more
   * @param nexts `failure`: the transfer failed; without it, the flow ends then
   * @example
   * toSales: flow.transferToAcd({ queue: "Sales", preTransferAudio: "One moment." }, { failure: "bye" })
   * @see https://help.mypurecloud.com/articles/transfer-acd-action/
   */
  transferToAcd<Target extends string = never>(
    parameters: Plain<TransferToAcdParameters>,
    nexts?: TransferToAcdPaths<Target>,
  ): EntryTo<Target>;
}

const build: TransferToAcdBuilder["transferToAcd"] = (parameters, nexts) =>
  entry("transferToAcd", parameters, nexts);

const skillsOf = (): Codec<(string | { exp: string })[]> => ({
  schema: listOf(named("skill"), "names of skills, or expressions"),
  write: (skills) => skills?.map((skill) => ({ acdSkill: writeNamed(skill) })),
  read(yaml) {
    if (!Array.isArray(yaml))
      return yaml === undefined || (isObject(yaml) && yaml.noValue === true) ? ABSENT : undefined;
    const skills = yaml.map((item: unknown) => (isObject(item) ? readNamed(item.acdSkill) : undefined));
    const known = skills.filter((skill) => skill !== undefined && skill !== ABSENT);
    return known.length === skills.length ? known : undefined;
  },
});

/** Only an inbound e-mail flow may call for it; a module may be called by one. */
const appendSkillsOf = (): Codec<Value> => ({
  ...valueOf("boolean"),
  schema: {
    ...value("boolean"),
    check(given, place) {
      value("boolean").check(given, place);
      if (given === false) return;
      const message = "only inbound e-mail flows append skills";
      if (place.kind === "module") place.warning("unavailable-parameter", message);
      else place.limit("unavailable-parameter", message);
    },
  },
});

export const transferToAcd = {
  ...simpleAction<TransferToAcdParameters>({
    type: "transferToAcd",
    fields: {
      queue: { key: "targetQueue", codec: objectOf("queue"), required: true },
      inQueueFlow: { key: "overrideInQueueFlow", codec: flowNamed("an in-queue flow") },
      skills: { key: "acdSkills", codec: skillsOf() },
      appendSkills: { key: "appendSkills", codec: appendSkillsOf() },
      preTransferAudio: { key: "preTransferAudio", codec: audioOf() },
      failureTransferAudio: { key: "failureTransferAudio", codec: audioOf() },
      priority: { key: "priority", codec: integerOf(-25_000_000, 25_000_000), default: 0 },
      preferredAgents: { key: "preferredAgents", codec: valueOf(), explicit: true },
      languageSkill: { key: "languageSkill", codec: objectOf("language skill"), explicit: true },
      directAgent: { key: "directAgent", codec: userOf(), explicit: true },
      errorType: { key: "failureOutputs.errorType", codec: variableOf("string"), explicit: true },
      errorMessage: { key: "failureOutputs.errorMessage", codec: variableOf("string"), explicit: true },
    },
    paths: ["failure"],
    endsWithPaths: true,
  }),
  build,
} satisfies ActionDefinition<TransferToAcdParameters> & { build: unknown };
