import { actionShape } from "./actionShapes";
import type { FlowFile } from "./flowFile";
import { bodySequence, choices, containers, everyAction, innerSequences, startUpSequence } from "./sequences";
import type { Action, Container, Sequence } from "./sequences";
import { trackingIds } from "./tracking";
import { asList, asMap, asText, at } from "./tree";
import type { YamlMap } from "./tree";
import { wrongTargets } from "./variableUse";

/** One validation message of Architect, with its object. Errors block a publish, warnings do not. */
export interface Issue {
  severity: "error" | "warning";
  text: string;
  /** The class name in Archy's report, such as `ArchTask`. */
  type: string;
  name: string;
  trackingId: number;
  path: string;
}

/** Architect's validation of a flow that Archy could read (the messages: architect-yaml.md section 8). */
export function validate(file: FlowFile, moduleWithoutEnd: "error" | "completed"): Issue[] {
  const numbers = trackingIds(file);
  const issues: Issue[] = [];
  const report =
    (severity: Issue["severity"]) =>
    (text: string, subject: { type: string; name: string; body: YamlMap; path: string }): void => {
      const { type, name, path } = subject;
      issues.push({ severity, text, type, name, trackingId: numbers.get(subject.body) ?? 10, path });
    };
  const check: Reporter = { error: report("error"), warning: report("warning") };
  checkStartUp(file, moduleWithoutEnd, check);
  const all = containers(file);
  const named = (container: Container): string => `${container.list}/${container.name}`;
  const names = all.map(named);
  const seen = new Set<string>();
  const twice = new Set(names.filter((name) => seen.size === seen.add(name).size));
  for (const container of all) {
    if (container.kind === "menu") checkMenu(file, container, check);
    if (container.kind === "task") checkTask(container, check);
    if (twice.has(named(container))) {
      check.error(`Another ${container.kind} has the same name`, subjectOf(container));
    }
  }
  for (const action of everyAction(file)) checkAction(file, action, check);
  for (const { action, text } of wrongTargets(file)) check.error(text, actionSubject(action));
  return issues;
}

type Report = (text: string, subject: { type: string; name: string; body: YamlMap; path: string }) => void;
interface Reporter {
  error: Report;
  warning: Report;
}

const subjectOf = (container: Container) => ({
  type: `Arch${container.kind.charAt(0).toUpperCase()}${container.kind.slice(1)}`,
  ...container,
});
const actionSubject = (action: Action) => ({
  ...action,
  type: `ArchAction${actionShape(action.key)?.type ?? ""}`,
});

function checkStartUp(file: FlowFile, withoutEnd: "error" | "completed", check: Reporter): void {
  const start = startUpSequence(file);
  if (!start || file.kind.rootKey !== "commonModule") return;
  if (!ends(start) && withoutEnd === "error") {
    check.error("The task does not contain a terminating action", {
      type: "ArchTask",
      name: "Common Module Task",
      body: {},
      path: start.path,
    });
  }
  warnOfUnreachable(start, check);
}

function checkTask(task: Container, check: Reporter): void {
  const sequence = bodySequence(task);
  if (!ends(sequence)) check.error("The task does not contain a terminating action", subjectOf(task));
  warnOfUnreachable(sequence, check);
}

function checkMenu(file: FlowFile, menu: Container, check: Reporter): void {
  const all = choices(menu);
  if (all.length === 0) check.error("There are no menu choices", subjectOf(menu));
  const speech = at(file.body, "settingsSpeechRec", "asrEnabledOnFlow") !== false;
  const taken = new Set<string>();
  for (const choice of all) {
    const digit = asText(choice.body.dtmf);
    const terms = asMap(choice.body.speechRecTerms);
    if (digit === undefined && !speech) {
      check.error("Each menu choice must have DTMF when speech recognition is disabled", subjectOf(menu));
    } else if (digit === undefined && terms === undefined) {
      check.error(
        "Each menu choice must have DTMF or speech recognition terms for each supported language",
        subjectOf(menu),
      );
    }
    if (digit !== undefined && taken.has(digit)) {
      check.error(
        `DTMF (${digit.replace("digit_", "")}) is used in two or more menu choices at this menu level`,
        subjectOf(menu),
      );
    }
    if (digit !== undefined) taken.add(digit);
  }
}

function checkAction(file: FlowFile, action: Action, check: Reporter): void {
  const subject = actionSubject(action);
  if (action.name.length > 200) check.error("Name can not be longer than 200 characters", subject);
  if (action.key === "callData" && Object.keys(asMap(action.body.category) ?? {}).length === 0) {
    check.error("A data action must be selected.", subject);
  }
  if (action.key === "dataTableLookup" && Object.keys(asMap(action.body.dataTable) ?? {}).length === 0) {
    check.error("A data table must be selected.", subject);
  }
  if (action.key === "updateData" && asList(action.body.statements).length === 0) {
    check.warning("There are no update statements", subject);
  }
  if (action.key === "previousMenu" && !containers(file).some(({ kind }) => kind === "menu")) {
    check.error("There are no menus in this flow for Previous Menu to return to.", subject);
  }
  if (file.kind.rootKey === "commonModule" && action.key === "callCommonModule") {
    check.error("This action is not available to be used in a common module flow", subject);
  }
  for (const sequence of innerSequences(action)) warnOfUnreachable(sequence, check);
}

function warnOfUnreachable(sequence: Sequence, check: Reporter): void {
  const end = sequence.actions.findIndex((action) => actionEnds(action) && !mayGoOn(action));
  for (const action of end < 0 ? [] : sequence.actions.slice(end + 1)) {
    check.warning("This action is unreachable", actionSubject(action));
  }
}

/** Does every path through the sequence end the task? */
const ends = (sequence: Sequence): boolean => sequence.actions.some(actionEnds);

/** A failed transfer without a failure path continues with the next action, so that one is reachable. */
const mayGoOn = (action: Action): boolean =>
  actionShape(action.key)?.ends === "failure" && innerSequences(action).length === 0;

function actionEnds(action: Action): boolean {
  const shape = actionShape(action.key);
  const inner = innerSequences(action);
  switch (shape?.ends) {
    case "yes":
      return true;
    case "failure":
      return inner.every(ends);
    case "branches": {
      const ways = shape.outputs?.length ?? waysOfSwitch(action);
      return inner.length >= ways && inner.every(ends);
    }
    default:
      return false;
  }
}

/** Its cases and the default. A switch without a default can always continue. */
function waysOfSwitch(action: Action): number {
  const first = at(action.body, "evaluate", "firstTrue");
  const match = Object.values(asMap(at(action.body, "evaluate", "firstMatch")) ?? {})[0];
  const cases = asList(at(first ?? match, "cases"));
  return cases.length + 1;
}
