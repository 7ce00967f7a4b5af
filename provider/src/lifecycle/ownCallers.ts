import { createHash } from "node:crypto";
import { access, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stackOf } from "./pendingCreates";
import { makeFolder } from "./createFolder";

/**
 * The flows with modules that a stack manages, as far as this machine knows. A module is updated before the callers in
 * its own stack, in a process that has not seen them yet. Without this record, the warning about callers that are not
 * republished would list them too. It is used only for that warning.
 */
export interface OwnCallers {
  /** @param owner the URN of any resource of the stack */
  note(owner: string, flowId: string): Promise<void>;
  has(owner: string, flowId: string): Promise<boolean>;
  forget(owner: string, flowId: string): Promise<void>;
}

/** The record in a folder: one empty file per flow, so that parallel processes never write to the same file. */
export function ownCallersIn(folder: string): OwnCallers {
  const noted = new Set<string>();
  const folderOf = (owner: string): string =>
    join(folder, createHash("sha256").update(stackOf(owner)).digest("hex").slice(0, 32));
  const fileOf = (owner: string, flowId: string): string => join(folderOf(owner), encodeURIComponent(flowId));

  return {
    async note(owner, flowId) {
      const file = fileOf(owner, flowId);
      if (noted.has(file)) return;
      noted.add(file);
      try {
        await makeFolder(folderOf(owner));
        await writeFile(file, "");
      } catch {
        // Without the file the warning lists more flows than it needs to. That must not stop a preview.
      }
    },
    async has(owner, flowId) {
      return access(fileOf(owner, flowId)).then(
        () => true,
        () => false,
      );
    },
    async forget(owner, flowId) {
      noted.delete(fileOf(owner, flowId));
      await rm(fileOf(owner, flowId), { force: true });
    },
  };
}
