import type { Guesses, Settings } from "../organization/settings";
import { count, flag, jobTime, milliseconds, object, oneOf, wrongIn, type Rule } from "./checkBody";
import type { SettingsChange } from "./types";

const guessRules: Record<keyof Guesses, Rule> = {
  nameCase: oneOf("exact", "ignore"),
  nameFilter: oneOf("contains", "exact", "prefix"),
  readDeleted: oneOf(404, 410),
  deleteDeleted: oneOf(404, 410),
  deleteStatus: oneOf(200, 204),
  registerStatus: oneOf(200, 202),
  deleteInUseCode: oneOf("architect.flow.cannot.delete.used.in.flows", "architect.dependency.object.in.use"),
  unlockDraft: oneOf("checkin", "publish", "discard"),
  renameNeedsLock: flag,
  jobNamesFlow: oneOf("success", "running"),
  failedJobNamesFlow: flag,
  failedCreateLeavesFlow: flag,
  jobMissesFlow: oneOf("refused", "second-flow"),
  publishKeepsLock: flag,
  yamlMovesDivision: flag,
  deactivatedKeepsPublished: flag,
  moduleWithoutEnd: oneOf("error", "completed"),
  exportAddsMainMenu: flag,
  exportStyle: oneOf("newer", "older"),
  exportReferencedObjects: flag,
  transitiveConsumers: flag,
};

const rules: Record<keyof SettingsChange, Rule> = {
  jobMs: jobTime,
  ratePerMinute: count,
  indexLagMs: milliseconds,
  dependencyLagMs: milliseconds,
  exportMs: milliseconds,
  uploadMs: milliseconds,
  flowApi: oneOf("both", "document"),
  guesses: object,
};

/** The error in a change, as one sentence; undefined if it is valid. */
export function wrongSettings(change: unknown): string | undefined {
  const wrong = wrongIn(change, rules);
  const { guesses } = (change ?? {}) as SettingsChange;
  return wrong ?? (guesses === undefined ? undefined : wrongIn(guesses, guessRules));
}

/** Applies the given settings and keeps the others. */
export function changeSettings(settings: Settings, change: SettingsChange): void {
  settings.jobTime = change.jobMs ?? settings.jobTime;
  settings.ratePerMinute = change.ratePerMinute ?? settings.ratePerMinute;
  settings.indexLag = change.indexLagMs ?? settings.indexLag;
  settings.dependencyLag = change.dependencyLagMs ?? settings.dependencyLag;
  settings.exportTime = change.exportMs ?? settings.exportTime;
  settings.uploadTime = change.uploadMs ?? settings.uploadTime;
  settings.flowApi = change.flowApi ?? settings.flowApi;
  settings.guesses = { ...settings.guesses, ...change.guesses };
}
