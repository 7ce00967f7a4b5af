import { actionShape } from "./actionShapes";
import { cannotBeAssigned, mustBeSet, schemaFailure } from "./archyFailure";
import type { FlowFile } from "./flowFile";
import { nameFault } from "./flowNames";
import { findContainer, hasChoice } from "./flowReferencePaths";
import { containers, everyAction } from "./sequences";
import type { Action, Container } from "./sequences";
import { asList, asMap, asText, at, onlyEntry } from "./tree";

const rootFields: Record<string, readonly string[]> = {
  inboundCall: [
    "name",
    "description",
    "division",
    "startUpRef",
    "defaultLanguage",
    "supportedLanguages",
    "initialGreeting",
    "variables",
    "settingsActionDefaults",
    "settingsErrorHandling",
    "settingsMenu",
    "settingsPrompts",
    "settingsSpeechRec",
    "menus",
    "tasks",
    "referencedObjects",
  ],
  commonModule: [
    "name",
    "description",
    "division",
    "defaultLanguage",
    "supportedLanguages",
    "variables",
    "settingsCommonModule",
    "settingsActionDefaults",
    "settingsPrompts",
    "startUpTaskActions",
    "referencedObjects",
  ],
};

const menuFields = [
  "name",
  "refId",
  "audio",
  "settingsMenu",
  "settingsSpeechRec",
  "choices",
  "defaultChildMenuRef",
];
const taskFields = ["name", "refId", "variables", "actions", "outputPaths"];

/**
 * Archy's checks before it contacts the organization. The first problem ends them, as in Archy. Flow types other than
 * inbound call and module are only checked for shared rules.
 * @throws ArchyFailure
 */
export function checkSchema(file: FlowFile): void {
  checkName(file);
  const root = `/${file.kind.rootKey}`;
  onlyFields(file.body, rootFields[file.kind.rootKey], root);
  for (const container of containers(file)) checkContainer(file, container);
  for (const action of everyAction(file)) checkAction(file, action);
  checkStart(file);
}

function checkName(file: FlowFile): void {
  const name = file.body.name;
  if (name === undefined || name === null) throw mustBeSet("name", `/${file.kind.rootKey}`);
  const text = asText(name) ?? "";
  if (nameFault(text)) {
    throw schemaFailure(
      `the flow name '${text}' is invalid.  It must be a non-blank string with no leading or trailing spaces.`,
    );
  }
}

function checkContainer(file: FlowFile, container: Container): void {
  const { kind, body, path } = container;
  if (!asText(body.name)) throw mustBeSet("name", path);
  if (kind === "menu") {
    onlyFields(body, menuFields, path);
    const preset = asText(body.defaultChildMenuRef);
    if (preset !== undefined && !hasChoice(container, preset)) {
      throw schemaFailure(`the reference '${preset}' does not lead to a choice of the menu. Path: '${path}'`);
    }
  }
  if (kind === "task") onlyFields(body, taskFields, path);
  const twin = containers(file).find(
    (other) =>
      other.body !== body &&
      other.list === container.list &&
      other.refId !== undefined &&
      other.refId === container.refId,
  );
  if (twin)
    throw schemaFailure(`the refId '${container.refId ?? ""}' is used more than once. Path: '${path}'`);
}

function checkAction(file: FlowFile, action: Action): void {
  const shape = actionShape(action.key);
  if (!shape) throw cannotBeAssigned(action.key, action.path);
  const fields = shape.fields;
  onlyFields(action.body, fields && ["name", ...fields], action.path);
  for (const property of shape.required ?? []) {
    if (action.body[property] === undefined || action.body[property] === null) {
      throw mustBeSet(property, action.path);
    }
  }
  if (shape.outputs) {
    onlyFields(asMap(action.body.outputs) ?? {}, shape.outputs, `${action.path}/outputs`);
  }
  checkAudio(action);
  for (const [property, list] of [
    ["targetTaskRef", "tasks"],
    ["targetMenuRef", "menus"],
  ] as const) {
    const reference = asText(action.body[property]);
    if (reference !== undefined && !findContainer(file, reference, [list])) {
      throw schemaFailure(
        `the reference '${reference}' does not lead anywhere. Path: '${action.path}' Property name: '${property}'`,
      );
    }
  }
  if (action.key === "updateData") checkStatements(action);
}

/** Requires exactly one of the audio properties. */
function checkAudio(action: Action): void {
  for (const property of ["audio", "inputAudio", "preTransferAudio", "failureTransferAudio"]) {
    const audio = asMap(action.body[property]);
    if (!audio) continue;
    onlyFields(
      audio,
      ["tts", "exp", "prompt", "lit", "noValue", "alternateSequences"],
      `${action.path}/${property}`,
    );
    // Audio for other languages may be added to it, or given alone.
    const ways = Object.keys(audio).filter((key) => key !== "alternateSequences").length;
    if (ways > 1 || (ways === 0 && audio.alternateSequences === undefined)) {
      throw schemaFailure(
        `exactly one value must be given. Path: '${action.path}' Property name: '${property}'`,
      );
    }
  }
}

function checkStatements(action: Action): void {
  for (const item of asList(action.body.statements)) {
    const statement = onlyEntry(item);
    if (
      !statement ||
      asText(statement[1].variable) === undefined ||
      at(statement[1], "value") === undefined
    ) {
      throw schemaFailure(
        `an update statement must have one type, a variable and a value. Path: '${action.path}'`,
      );
    }
  }
}

function checkStart({ kind, body }: FlowFile): void {
  const root = `/${kind.rootKey}`;
  if (kind.rootKey === "commonModule" && !Array.isArray(body.startUpTaskActions)) {
    throw mustBeSet("startUpTaskActions", root);
  }
  if (kind.rootKey !== "inboundCall") return;
  const start = asText(body.startUpRef);
  if (start === undefined) throw mustBeSet("startUpRef", root);
  if (!findContainer({ kind, body }, start, ["tasks", "menus"])) {
    throw schemaFailure(
      `the reference '${start}' does not lead anywhere. Path: '${root}' Property name: 'startUpRef'`,
    );
  }
  if (asText(body.defaultLanguage) === undefined) throw mustBeSet("defaultLanguage", root);
}

function onlyFields(
  body: Record<string, unknown>,
  fields: readonly string[] | undefined,
  path: string,
): void {
  const unknown = fields && Object.keys(body).find((key) => !fields.includes(key));
  if (unknown !== undefined) throw cannotBeAssigned(unknown, path);
}
