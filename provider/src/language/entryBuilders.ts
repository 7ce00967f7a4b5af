import type { Input } from "@pulumi/pulumi";
import type { PlainObject } from "./json";
import type { Entry, PromptName } from "./model";

/**
 * The entry of an action, exactly as written by hand. Absent values are left out, and so are empty `parameters` and
 * `nexts`.
 */
export function entry(actionType: string, parameters: object, nexts: object = {}): Entry {
  const value = withoutAbsent(parameters);
  const wired = withoutAbsent(nexts) as Record<string, string>;
  return {
    entryType: "action",
    action: {
      action: actionType,
      actionType,
      ...(Object.keys(value).length > 0 && { parameters: value }),
    },
    ...(Object.keys(wired).length > 0 && { nexts: wired }),
  };
}

function withoutAbsent(object: object): PlainObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}

/** The builders of values. */
export interface ValueBuilders {
  /**
   * An Architect expression; can be used for any value or audio.
   *
   * @param expression the text of the expression
   * @example flow.exp('Flow.Digit == "1"')
   * @see https://help.mypurecloud.com/articles/architect-expression-help/
   */
  exp(expression: Input<string>): { exp: string };

  /**
   * A literal value other than plain text, a number or a boolean.
   *
   * @param literal the value in the form of Architect's YAML
   * @example flow.lit({ name: "Sales" })
   */
  lit(literal: unknown): { lit: unknown };

  /**
   * Text that is spoken in the call's language. In an audio parameter, a plain string means the same.
   *
   * @param text the text to speak
   * @example flow.tts("Welcome to our shop.")
   */
  tts(text: Input<string>): { tts: string };

  /**
   * Text that is spoken in the call's language.
   *
   * @deprecated Use `flow.tts`.
   */
  say(text: Input<string>): { tts: string };

  /**
   * A recorded prompt; can be used for any audio.
   *
   * @param name the prompt's name in Architect, with or without the prefix `Prompt.`; for system prompts, the full
   *   name: `PromptSystem.on_hold_music`
   * @example flow.prompt("Welcome")
   */
  prompt(name: Input<string>): { prompt: PromptName };
}

// A program may pass an output or a promise instead of text; the engine resolves it before the document is read.
const tts: ValueBuilders["tts"] = (text) => ({ tts: text as string });

/** The builders of values. */
export const values: ValueBuilders = {
  exp: (expression) => ({ exp: expression as string }),
  lit: (literal) => ({ lit: literal }),
  tts,
  say: tts,
  prompt: (name) => ({ prompt: mapped(name, promptName) as PromptName }),
};

function promptName(name: string): PromptName {
  return (name.includes(".") ? name : `Prompt.${name}`) as PromptName;
}

function mapped<From extends string, To>(input: Input<From>, change: (value: From) => To): Input<To> {
  if (typeof input === "string") return change(input);
  return "apply" in input ? input.apply(change) : input.then(change);
}
