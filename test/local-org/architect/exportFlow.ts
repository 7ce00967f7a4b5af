import type { ModuleSnapshot } from "../organisation/model";

/** What an export is made from. */
export interface ExportOrder {
  content: string;
  name: string;
  description?: string;
  division: string;
  modules: readonly ModuleSnapshot[];
  addMainMenu: boolean;
  referencedObjects: boolean;
}

/** The published content, for now as it was submitted. */
export function exportFlow({ content }: ExportOrder): string {
  return content;
}
