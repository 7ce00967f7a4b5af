import { findContainer } from "../architect/flowReferencePaths";
import { readFlowFile } from "../architect/flowFile";
import type { FlowFile } from "../architect/flowFile";
import { asList, asMap, asText, at, onlyEntry } from "../architect/tree";
import type { YamlMap } from "../architect/tree";
import { flowVariables } from "../architect/variables";
import type { DocumentEntry, FlowDocument } from "./document";

/**
 * An Architect file as a document, so that flows created by one API can be read through the other. Undefined unless
 * it consists of simple actions: gateways cannot show every flow either.
 */
export function readYaml(
  text: string,
  moduleId: (name: string) => string | undefined,
): FlowDocument | undefined {
  const file = readFlowFile(text);
  const start =
    file.kind.rootKey === "commonModule"
      ? asList(file.body.startUpTaskActions)
      : taskActions(file, asText(file.body.startUpRef) ?? "");
  if (start === undefined) return undefined;
  const entries = new Reader(file, moduleId).read(start);
  if (entries === undefined) return undefined;
  const declared = flowVariables(file).map(({ name, type, description, input, output }) => [
    name,
    { type, ...(description === undefined ? {} : { description }), input, output },
  ]);
  const greeting = file.body.initialGreeting;
  return {
    content: {
      entries,
      ...(declared.length > 0 ? { variables: Object.fromEntries(declared) as object as Variables } : {}),
      ...(greeting === undefined ? {} : { initialGreeting: greeting }),
    },
  };
}

type Variables = NonNullable<FlowDocument["content"]["variables"]>;

/** An action that cannot be converted. */
class NotSimple extends Error {}

class Reader {
  private readonly entries = new Map<string, DocumentEntry>();
  private readonly keys = new Map<unknown, string>();

  constructor(
    private readonly file: FlowFile,
    private readonly moduleId: (name: string) => string | undefined,
  ) {}

  read(start: unknown[]): Record<string, DocumentEntry> | undefined {
    try {
      this.keys.set(start[0], "start");
      return this.first(start, undefined) === "start" ? Object.fromEntries(this.entries) : undefined;
    } catch (failure) {
      if (failure instanceof NotSimple) return undefined;
      throw failure;
    }
  }

  /** The first entry of a sequence; `after` if it is empty. */
  private first(actions: readonly unknown[], after: string | undefined): string | undefined {
    const [item, ...rest] = actions;
    if (item === undefined) return after;
    const [action, body] = onlyEntry(item) ?? ["", {}];
    if (action === "jumpToTask") {
      const target = taskActions(this.file, asText(body.targetTaskRef) ?? "");
      if (target === undefined) throw new NotSimple();
      return this.first(target, undefined);
    }
    const key = this.keyOf(item, body);
    // A sequence that is reached by several jumps, or from within itself, is read once.
    if (this.entries.has(key)) return key;
    this.entries.set(key, { entryType: "action", action: { action: "", actionType: "" } });
    this.entries.set(key, this.entry(action, body, this.nextAfter(action, rest, after)));
    return key;
  }

  private nextAfter(action: string, rest: readonly unknown[], after: string | undefined): string | undefined {
    return action === "disconnect" || action === "endTask" ? undefined : this.first(rest, after);
  }

  private keyOf(item: unknown, { name }: YamlMap): string {
    const known = this.keys.get(item);
    if (known !== undefined) return known;
    const wanted = asText(name) ?? `step ${this.keys.size}`;
    const taken = new Set([...this.keys.values(), "start"]);
    const key = taken.has(wanted) ? `${wanted} ${this.keys.size}` : wanted;
    this.keys.set(item, key);
    return key;
  }

  private entry(action: string, body: YamlMap, next: string | undefined): DocumentEntry {
    switch (action) {
      case "playAudio":
        return step("playAudio", { audio: audio(body.audio) }, { default: next });
      case "callCommonModule":
        return step("invokeSubFlow", this.moduleCall(body), { default: next });
      case "disconnect":
        return step("disconnect");
      case "endTask":
        return step("end");
      case "collectInput": {
        const path = (name: string): string | undefined =>
          this.first(asList(at(body.outputs, name, "actions")), next);
        return step("collectInput", collected(body), { success: path("success"), failure: path("failure") });
      }
      default:
        throw new NotSimple();
    }
  }

  private moduleCall(body: YamlMap): Record<string, unknown> {
    const [name, versions] = onlyEntry(body.commonModule) ?? [];
    const id = name === undefined ? undefined : this.moduleId(name);
    const bound = onlyEntry(versions)?.[1];
    if (
      id === undefined ||
      ["inputs", "outputs"].some((side) => Object.keys(asMap(bound?.[side]) ?? {}).length > 0)
    )
      throw new NotSimple();
    return { moduleId: id };
  }
}

function step(
  actionType: string,
  parameters?: Record<string, unknown>,
  paths: Record<string, string | undefined> = {},
): DocumentEntry {
  const nexts = Object.fromEntries(
    Object.entries(paths).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
  return {
    entryType: "action",
    action: { action: actionType, actionType, ...(parameters ? { parameters } : {}) },
    ...(Object.keys(nexts).length > 0 ? { nexts } : {}),
  };
}

function collected({ digits, noEntryTimeout, inputData, inputAudio }: YamlMap): Record<string, unknown> {
  const exact = at(digits, "exact");
  const seconds = at(noEntryTimeout, "lit", "seconds");
  return {
    inputType: "DTMF",
    minDigits: exact ?? at(digits, "range", "min"),
    maxDigits: exact ?? at(digits, "range", "max"),
    ...(typeof seconds === "number" ? { timeout: seconds * 1000 } : {}),
    variable: at(inputData, "var"),
    audio: audio(inputAudio),
  };
}

const audio = (given: unknown): unknown => asText(at(given, "tts")) ?? given;

/** The actions of the referenced task; undefined if it is not a task. */
function taskActions(file: FlowFile, reference: string): unknown[] | undefined {
  const task = findContainer(file, reference, ["tasks"]);
  return task && asList(task.body.actions);
}
