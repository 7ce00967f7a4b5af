/** A flow's content in the document API: entries by key, `start` first. */
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
    /** Equal to `actionType`. */
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

/** The two flow types of the document API. */
export type DocumentType = "module" | "voice";

/** All action types that this organization accepts in documents. Their effect is defined by Architect's YAML. */
export const actionTypes: ReadonlySet<string> = new Set(
  (
    "collectInput invokeSubFlow playAudio disconnect end transferToAcd updateData callData decision switch " +
    "dataTableLookup setParticipantData getParticipantData findQueue evaluateScheduleGroup evaluateSchedule " +
    "transferToVoicemail transferToNumber transferToUser transferToFlow setScreenPop setLanguage menu architect"
  ).split(" "),
);

/** The parameters of simple actions, which are fully known; those of other actions are not checked. */
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

/** The modules that a document's entries call, with their location. */
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
