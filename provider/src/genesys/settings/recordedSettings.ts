import { configKey, type SettingName } from "./settingNames";
import type { Settings } from "./settings";

/**
 * The hint to add to a rejected sign-in if one of these settings comes from the stack's configuration or a
 * `Provider`: `pulumi refresh` and `pulumi destroy` do not read those again. Empty if all of them come from the
 * environment, which is always read.
 */
export function recordedSettings(names: readonly SettingName[], { sources }: Settings): string {
  const recorded = names.some((name) => sources[name]?.startsWith(configKey(name)) === true);
  if (!recorded) return "";
  return (
    ' "pulumi refresh" and "pulumi destroy" sign in with the settings that the last "pulumi up" recorded: after a change of the settings, ' +
    'run "pulumi up" first, or add --run-program.'
  );
}
