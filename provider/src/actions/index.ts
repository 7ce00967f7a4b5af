import type { ActionDefinition, ActionTable } from "../document/action";
import { architect } from "./architect";
import { callData } from "./callData";
import { collectInput } from "./collectInput";
import { dataTableLookup } from "./dataTableLookup";
import { decision } from "./decision";
import { disconnect } from "./disconnect";
import { end } from "./end";
import { evaluateSchedule } from "./evaluateSchedule";
import { evaluateScheduleGroup } from "./evaluateScheduleGroup";
import { findQueue } from "./findQueue";
import { getParticipantData } from "./getParticipantData";
import { invokeSubFlow } from "./invokeSubFlow";
import { menu } from "./menu";
import { playAudio } from "./playAudio";
import { setLanguage } from "./setLanguage";
import { setParticipantData } from "./setParticipantData";
import { setScreenPop } from "./setScreenPop";
import { switchAction } from "./switch";
import { transferToAcd } from "./transferToAcd";
import { transferToFlow } from "./transferToFlow";
import { transferToNumber } from "./transferToNumber";
import { transferToUser } from "./transferToUser";
import { transferToVoicemail } from "./transferToVoicemail";
import { updateData } from "./updateData";

/** Every action, by the name of its builder: to add one is to add a file and its line here. */
export const actions = {
  collectInput,
  invokeSubFlow,
  playAudio,
  disconnect,
  end,
  transferToAcd,
  updateData,
  callData,
  decision,
  switch: switchAction,
  dataTableLookup,
  setParticipantData,
  getParticipantData,
  findQueue,
  evaluateScheduleGroup,
  evaluateSchedule,
  transferToVoicemail,
  transferToNumber,
  transferToUser,
  transferToFlow,
  setScreenPop,
  setLanguage,
  menu,
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
