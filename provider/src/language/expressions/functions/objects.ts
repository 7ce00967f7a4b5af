import type { ScalarType } from "../types";
import type { Content } from "../values";
import type { AgentScorePair, NamedObject, Prompt } from "../values";
import { define, orNotSet, overload, param } from "./define";
import type { ExpressionFunction, Overload } from "./define";

/** The types of objects of the organization. */
type ObjectType = "user" | "queue" | "group" | "skill" | "languageSkill" | "wrapupCode" | "scheduleGroup";

/**
 * Functions that find objects of the organization. There is none here: every object is taken to exist, and is known by what
 * it was looked for by.
 */
export const OBJECT_FUNCTIONS = [
  cast("ToUser", "user"),
  cast("ToQueue", "queue"),
  cast("ToGroup", "group"),
  cast("ToSkill", "skill"),
  cast("ToLanguageSkill", "languageSkill"),
  cast("ToWrapupCode", "wrapupCode"),
  { ...cast("ToScheduleGroup", "scheduleGroup"), certainty: "nameOnly" } as const,
  define("FindUser", "the user with an e-mail address", find("user", "name")),
  define("FindUserById", "the user with an id", find("user", "id")),
  define("FindUsersById", "the users with these ids", [
    overload([param("userIds", "stringCollection")], "userCollection", (ids) => ids.map(byId)),
  ]),
  define("FindQueue", "the queue with a name", find("queue", "name")),
  define("FindQueueById", "the queue with an id", find("queue", "id"), "assumed"),
  define("FindSkill", "the skill with a name", find("skill", "name")),
  define("FindLanguageSkill", "the language skill with a name", find("languageSkill", "name")),
  define("FindUserPrompt", "the prompt of the organization with a name", findPrompt("Prompt")),
  define("FindSystemPrompt", "the prompt of the platform with a name", findPrompt("PromptSystem")),
  define("ToPrompt", "a prompt", [
    overload([orNotSet(param("prompt", "prompt"))], "prompt", (prompt) => prompt),
  ]),
  define("GetPromptText", "the text of a prompt", [ofPrompt("string", (prompt) => prompt.text)]),
  define("GetPromptTextToSpeech", "the spoken text of a prompt", [
    ofPrompt("string", (prompt) => prompt.textToSpeech),
  ]),
  define("GetPromptDuration", "how long a prompt is", [ofPrompt("duration", (prompt) => prompt.duration)]),
  define("MakeAgentScorePair", "an agent and a score", [
    overload([param("agent", "user"), param("score", "integer")], "agentScorePair", (agent, score) => ({
      agent,
      score,
    })),
  ]),
  define("MakeListAgentScorePair", "agents, each with the score at its place", [
    overload(
      [param("agents", "userCollection"), param("scores", "integerCollection")],
      "agentScorePairCollection",
      pairs,
    ),
    overload(
      [param("agentIds", "stringCollection"), param("scores", "integerCollection")],
      "agentScorePairCollection",
      (ids, scores) => pairs(ids.map(byId), scores),
    ),
  ]),
];

function cast(name: string, type: ObjectType): ExpressionFunction {
  return define(name, `the ${type} with a name`, [
    ...find(type, "name"),
    overload([orNotSet(param("valueToReturn", type))], type, (value) => value),
  ]);
}

function find(type: ObjectType, key: "id" | "name"): Overload[] {
  return [
    overload([orNotSet(param(key, "string"))], type, (value) =>
      value === undefined ? undefined : { [key]: value },
    ),
  ];
}

function findPrompt(scope: string): Overload[] {
  return [
    overload([orNotSet(param("promptName", "string"))], "prompt", (name) =>
      name === undefined ? undefined : { name: `${scope}.${name}` },
    ),
  ];
}

function ofPrompt<T extends ScalarType>(type: T, read: (prompt: Prompt) => Content<T> | undefined): Overload {
  return overload([orNotSet(param("prompt", "prompt"))], type, (prompt) => prompt && read(prompt));
}

function byId(id: string | undefined): NamedObject | undefined {
  return id === undefined ? undefined : { id: id.toLowerCase() };
}

function pairs(
  agents: readonly (NamedObject | undefined)[],
  scores: readonly (number | undefined)[],
): (AgentScorePair | undefined)[] {
  return agents.map((agent, i) => agent && { agent, score: scores[i] ?? 0 });
}
