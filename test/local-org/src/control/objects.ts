import { drawId } from "../organization/ids";
import type { ObjectKind, Organization } from "../organization/model";
import type { SeededObjects } from "./types";

const byName = {
  queues: "queue",
  dataTables: "dataTable",
  schedules: "schedule",
  scheduleGroups: "scheduleGroup",
  emergencyGroups: "emergencyGroup",
  scripts: "script",
  users: "user",
  groups: "group",
  skills: "skill",
  languages: "language",
} as const satisfies Partial<Record<keyof SeededObjects, ObjectKind>>;

/** Adds those named objects that do not exist yet. */
export function seedObjects(org: Organization, seeds: SeededObjects): void {
  const add = (kind: ObjectKind, name: string, of?: string): void => {
    if (org.objects.some((object) => object.kind === kind && object.name === name && object.of === of))
      return;
    org.objects.push({ kind, id: drawId(org, `${kind}/${name}/${of ?? ""}`), name, of });
  };
  for (const [list, kind] of Object.entries(byName)) {
    for (const name of seeds[list as keyof typeof byName] ?? []) add(kind, name);
  }
  for (const name of seeds.prompts ?? []) add("prompt", name.replace(/^Prompt\./, ""));
  for (const action of seeds.dataActions ?? []) {
    if (typeof action === "string") add("dataAction", action);
    else add("dataAction", action.name, action.integration);
  }
  for (const { name, flow } of seeds.ivrs ?? []) add("ivr", name, flow);
}
