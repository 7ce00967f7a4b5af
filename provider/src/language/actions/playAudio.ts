import type { ActionDefinition } from "./definition";
import type { Audio } from "../model";
import { audio, requiredInDocuments } from "../validation/schema";
import type { Plain } from "../deepInput";
import { entry } from "../entryBuilders";
import type { EntryTo } from "../typedDocument";
import { readAll, readAudio, writeAudio } from "./codecs";

/** The parameters of `flow.playAudio`. */
export interface PlayAudioParameters {
  /** The audio to play: text to speak, a prompt, or an audio expression. */
  audio: Audio;
}

/** The paths of `flow.playAudio`. */
export interface PlayAudioPaths<Target extends string = string> {
  /** The next entry. If not set, the flow ends there. */
  default?: Target;
}

/** The builder of `playAudio` entries. */
export interface PlayAudioBuilder {
  /**
   * Plays speech, a prompt or an audio expression.
   *
   * @param parameters `audio`: the audio to play; a plain string is spoken
   * @param nexts `default`: the next entry; if not set, the flow ends there
   * @example
   * greet: flow.playAudio({ audio: "Thank you for calling." }, { default: "bye" })
   * @see https://help.mypurecloud.com/articles/play-audio-action/
   */
  playAudio<Target extends string = never>(
    parameters: Plain<PlayAudioParameters>,
    nexts?: PlayAudioPaths<Target>,
  ): EntryTo<Target>;
}

const build: PlayAudioBuilder["playAudio"] = (parameters, nexts) => entry("playAudio", parameters, nexts);

export const playAudio = {
  type: "playAudio",
  pace: "plays",
  actionKeys: { module: "playAudio", inboundCall: "playAudio" },
  parameters: { audio: requiredInDocuments(audio()) },
  paths: () => ({ names: [], defaultPath: "next" }),
  write: (parameters) => ({ audio: writeAudio(parameters.audio) }),
  read(body) {
    const parameters = readAll<PlayAudioParameters>({ audio: readAudio(body.audio) });
    return parameters && { parameters, branches: {} };
  },
  build,
} satisfies ActionDefinition<PlayAudioParameters> & { build: unknown };
