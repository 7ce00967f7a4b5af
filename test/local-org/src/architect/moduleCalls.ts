import { schemaFailure } from "./archyFailure";
import type { FlowFile } from "./flowFile";
import { everyAction } from "./sequences";
import { asMap, onlyEntry } from "./tree";
import type { YamlMap } from "./tree";

/** One `callCommonModule` action. */
export interface ModuleCall {
  module: string;
  inputs: YamlMap;
  outputs: YamlMap;
  path: string;
}

/**
 * The module calls of a flow.
 * @throws ArchyFailure for a call without a module, or with an unknown version format.
 */
export function moduleCalls(file: FlowFile): ModuleCall[] {
  return everyAction(file)
    .filter((action) => action.key === "callCommonModule")
    .map((action) => {
      const named = onlyEntry(action.body.commonModule);
      if (!named)
        throw schemaFailure(`exactly one common module must be named. Path: '${action.path}/commonModule'`);
      const [module, versions] = named;
      const version = onlyEntry(versions);
      if (version?.[0] !== "ver_latestPublished") {
        throw schemaFailure(
          `the common module version must be 'ver_latestPublished'. Path: '${action.path}/commonModule/${module}'`,
        );
      }
      return {
        module,
        inputs: asMap(version[1].inputs) ?? {},
        outputs: asMap(version[1].outputs) ?? {},
        path: `${action.path}/commonModule/${module}`,
      };
    });
}
