/**
 * A moment of silence, as exports write it for a greeting or a question that says nothing: where audio is required,
 * Architect takes no empty one ("No value set").
 */
export function silence(): { exp: string } {
  return { exp: "AudioPlaybackOptions(ToAudioBlank(100), true)" };
}
