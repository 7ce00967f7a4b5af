import type { ActionDefinition, ActionTable } from "./definition";
import { architect } from "./raw";
import { callData } from "./callData";
import { collectInput } from "./collectInput";
import { dataTableLookup } from "./dataTableLookup";
import { decision } from "./decision";
import { disconnect } from "./ends";
import { end } from "./ends";
import { evaluateSchedule } from "./schedules";
import { evaluateScheduleGroup } from "./schedules";
import { findQueue } from "./findQueue";
import { getParticipantData } from "./participantData";
import { invokeSubFlow } from "./invokeSubFlow";
import { menu } from "./menu";
import { playAudio } from "./playAudio";
import { setLanguage } from "./setLanguage";
import { setParticipantData } from "./participantData";
import { setScreenPop } from "./setScreenPop";
import { switchAction } from "./switch";
import { transferToAcd } from "./transfers";
import { transferToFlow } from "./transfers";
import { transferToNumber } from "./transfers";
import { transferToUser } from "./transfers";
import { transferToVoicemail } from "./transfers";
import { updateData } from "./updateData";

/** All actions, by the name of their builder. To add an action, add its file and a line here. */
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

/** All actions by type, for the modules that look up actions. */
export const actionTable: ActionTable = {
  get: (type) => byType.get(type),
  types: [...byType.keys()],
};
