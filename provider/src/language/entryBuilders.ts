import type { Input } from "@pulumi/pulumi";
import type { PlainObject } from "./json";
import type { Entry, PromptName } from "./model";

/**
 * The entry of an action, exactly as one would write it by hand: `parameters` and `nexts` only where there is something
 * in them, absent ones left out.
 */
export function entry(actionType: string, parameters: object, nexts: object = {}): Entry {
  const given = withoutAbsent(parameters);
  const wired = withoutAbsent(nexts) as Record<string, string>;
  return {
    entryType: "action",
    action: {
      action: actionType,
      actionType,
      ...(Object.keys(given).length > 0 && { parameters: given }),
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
   * An Architect expression, wherever a value or audio is asked for.
   *
   * @param expression the text of the expression
   * @example flow.exp('Flow.Digit == "1"')
   * @see https://help.mypurecloud.com/articles/architect-expression-help/
   */
  exp(expression: Input<string>): { exp: string };

  /**
   * A literal value that is not plain text, a number, true or false.
   *
   * @param literal the value as Architect's YAML has it
   * @example flow.lit({ name: "Sales" })
   */
  lit(literal: unknown): { lit: unknown };

  /**
   * Speech: text that is spoken in the call's language. Where audio is asked for, a plain string is the same.
   *
   * @param text what is spoken
   * @example flow.tts("Welcome to our shop.")
   */
  tts(text: Input<string>): { tts: string };

  /**
   * Speech: text that is spoken in the call's language.
   *
   * @deprecated Use `flow.tts`.
   */
  say(text: Input<string>): { tts: string };

  /**
   * A recorded prompt, wherever audio is asked for.
   *
   * @param name the prompt's name in Architect, with or without `Prompt.` before it; the platform's own prompts in full:
   *   `PromptSystem.on_hold_music`
   * @example flow.prompt("Welcome")
   */
  prompt(name: Input<string>): { prompt: PromptName };
}

// A program may pass an output or a promise wherever it passes text; the engine resolves it before anything reads the document.
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
