import type { Input } from "@pulumi/pulumi";

/**
 * An Architect expression, wherever a value is asked for.
 *
 * @example flow.exp('Flow.Digit == "1"')
 */
export function exp(expression: Input<string>): { exp: string } {
  // A program may pass an output; the engine hands on the plain text.
  return { exp: expression as string };
}

/**
 * A literal value, for those that are no plain text, number or truth value.
 *
 * @example flow.lit({ name: "Sales" })
 */
export function lit(literal: unknown): { lit: unknown } {
  return { lit: literal };
}

/**
 * Speech: text that is spoken in the call's language. Where audio is asked for, a plain string is the same.
 *
 * @example flow.say("Welcome to our shop.")
 */
export function say(text: Input<string>): { tts: string } {
  // A program may pass an output; the engine hands on the plain text.
  return { tts: text as string };
}

/**
 * A recorded prompt, by its name in Architect, with or without `Prompt.` before it. The platform's own prompts are
 * named in full: `PromptSystem.on_hold_music`.
 *
 * @example flow.prompt("Welcome")
 */
export function prompt(name: string): { prompt: string } {
  return { prompt: name.includes(".") ? name : `Prompt.${name}` };
}
