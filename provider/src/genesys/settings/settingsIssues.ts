import type { SettingName } from "./settingNames";

/** A problem with the settings. */
export interface SettingsProblem {
  /** Stable: its meaning does not change. */
  code: SettingsProblemCode;
  /** The settings to check, the most relevant one first. */
  settings: readonly SettingName[];
  /** What is wrong, where, and what to do. Never the value of a secret. */
  message: string;
}

export type SettingsProblemCode =
  | "missing-region"
  | "unknown-region"
  | "invalid-gateway"
  | "invalid-flow-api"
  | "invalid-publish-timeout"
  | "invalid-check-online"
  | "missing-credentials"
  | "incomplete-credentials"
  | "redirected-credentials"
  | "unknown-key"
  | "unreadable-dotenv"
  | "foreign-dotenv"
  | "unreadable-private-key"
  | "invalid-private-key"
  | "invalid-sdk-config";

/** Something that the user should know about valid settings. */
export interface SettingsNotice {
  severity: "info" | "warning";
  code: "gateway" | "unencrypted-gateway" | "unlisted-region" | "unknown-key";
  message: string;
}
