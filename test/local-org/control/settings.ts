import type { Settings } from "../organisation/settings";
import type { SettingsChange } from "./types";

/** Takes over what is given and leaves the rest. */
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
