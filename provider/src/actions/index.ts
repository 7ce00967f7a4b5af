import type { ActionDefinition, ActionTable } from "../document/action";
import { architect } from "./architect";
import { collectInput } from "./collectInput";
import { disconnect } from "./disconnect";
import { end } from "./end";
import { invokeSubFlow } from "./invokeSubFlow";
import { playAudio } from "./playAudio";

/** Every action, by the name of its builder: to add one is to add a file and its line here. */
export const actions = {
  collectInput,
  invokeSubFlow,
  playAudio,
  disconnect,
  end,
  architect,
};

const byType = new Map<string, ActionDefinition>(
  Object.values(actions).map((definition) => [definition.type, definition as ActionDefinition]),
);

/** Every action, by its type: what the rooms below and above ask. */
export const actionTable: ActionTable = {
  get: (type) => byType.get(type),
  types: [...byType.keys()],
};
