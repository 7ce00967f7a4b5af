import type { ActionDefinition } from "../document/action";
import type { Audio, Entry } from "../document/model";
import { audio, required } from "../document/schema";
import { entry } from "./entry";
import type { GivenFields } from "./given";
import { readAll, readAudio, writeAudio } from "./yaml";

/** What {@link playAudio} takes. */
export interface PlayAudioParameters {
  /** What the caller hears: text to speak, a prompt, or an audio expression. */
  audio: Audio;
}

/**
 * Plays speech, a prompt or an audio expression. Without `default`, the flow ends after it.
 *
 * @example
 * greet: flow.playAudio({ audio: "Thank you for calling." }, { default: "bye" })
 * @see https://help.mypurecloud.com/articles/play-audio-action/
 */
function build(parameters: GivenFields<PlayAudioParameters>, nexts?: { default?: string }): Entry {
  return entry("playAudio", parameters, nexts);
}

export const playAudio = {
  type: "playAudio",
  pace: "plays",
  architect: { module: "playAudio", inboundCall: "playAudio" },
  parameters: { audio: required(audio()) },
  paths: () => ({ names: [], rest: "next" }),
  write: (parameters) => ({ audio: writeAudio(parameters.audio) }),
  read(body) {
    const parameters = readAll<PlayAudioParameters>({ audio: readAudio(body.audio) });
    return parameters && { parameters, branches: {} };
  },
  build,
} satisfies ActionDefinition<PlayAudioParameters> & { build: unknown };
