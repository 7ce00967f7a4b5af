import type { SettingName } from "./settingNames";

/** What is wrong with the settings. */
export interface SettingsProblem {
  /** Never changes its meaning. */
  code: SettingsProblemCode;
  /** The settings to look at, the first one first. */
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
  | "missing-credentials"
  | "incomplete-credentials"
  | "redirected-credentials"
  | "unknown-key"
  | "unreadable-dotenv"
  | "foreign-dotenv"
  | "unreadable-private-key"
  | "invalid-private-key"
  | "invalid-sdk-config";

/** What a user should know about settings that can be used. */
export interface SettingsNotice {
  severity: "info" | "warning";
  code: "gateway" | "unencrypted-gateway" | "unlisted-region" | "unknown-key";
  message: string;
}
