/** A flow's content as the document API carries it: entries by key, `start` first. */
export interface FlowDocument {
  content: {
    entries: Record<string, DocumentEntry>;
    /** By full name: `Flow.Tries`, `Common.digit`. */
    variables?: Record<string, DocumentVariable>;
    initialGreeting?: unknown;
    settings?: Record<string, unknown>;
  };
}

/** One step of a flow. */
export interface DocumentEntry {
  entryType: "action";
  action: {
    /** The same as `actionType`. */
    action: string;
    actionType: string;
    parameters?: Record<string, unknown>;
  };
  /** The key of the next entry, by path. */
  nexts?: Record<string, string>;
}

export interface DocumentVariable {
  type: string;
  initialValue?: unknown;
  description?: string;
  input?: boolean;
  output?: boolean;
}

/** The two kinds of flows that the document API has. */
export type DocumentType = "module" | "voice";

/** Every action type that this organization takes in documents. What it does with them is up to Architect's YAML. */
export const actionTypes: ReadonlySet<string> = new Set(
  (
    "collectInput invokeSubFlow playAudio disconnect end transferToAcd updateData callData decision switch " +
    "dataTableLookup setParticipantData getParticipantData findQueue evaluateScheduleGroup evaluateSchedule " +
    "transferToVoicemail transferToNumber transferToUser transferToFlow setScreenPop setLanguage menu architect"
  ).split(" "),
);

/** The parameters of actions that are simple enough to be known in full; the others' are taken as they are. */
export const knownParameters: Readonly<Record<string, readonly string[]>> = {
  collectInput: (
    "inputType maxDigits minDigits timeout interDigitTimeout audio variable terminator includeTerminator " +
    "acceptJustStar acceptJustPound verification"
  ).split(" "),
  invokeSubFlow: ["moduleId", "moduleName", "inputs", "outputs", "timeout"],
  playAudio: ["audio"],
  disconnect: [],
  end: [],
};

/** The modules that a document's entries invoke, and where. */
export function moduleReferences({ content }: FlowDocument): { entry: string; id?: string; name?: string }[] {
  return Object.entries(content.entries).flatMap(([entry, { action }]) => {
    if (action.actionType !== "invokeSubFlow") return [];
    const { moduleId, moduleName } = action.parameters ?? {};
    return [
      {
        entry,
        ...(typeof moduleId === "string" ? { id: moduleId } : {}),
        ...(typeof moduleName === "string" ? { name: moduleName } : {}),
      },
    ];
  });
}
