import { moduleReferences } from "../language/actions/moduleReferences";
import type { Issue } from "../language/issues";
import { isObject, isUnknown } from "../language/json";

type Properties = Record<string, unknown>;

/**
 * Finds calls of modules that the program names by their ids alone: no resource stands for them, so nothing makes the
 * engine republish the flow after a change of such a module. The keys of `moduleVersions` are the modules that the
 * program passed as resources; if they are not known yet, nothing is concluded.
 */
export function checkModuleIds(news: Properties): Issue[] {
  const { moduleVersions, modules } = news;
  if (!isObject(moduleVersions) || isUnknown(moduleVersions)) return [];
  const tracked = new Set(Object.keys(moduleVersions).map((id) => id.toLowerCase()));
  const problems: Issue[] = [];
  const warned = new Set<string>();
  const find = (id: unknown, where: Pick<Issue, "entry" | "property">, remedy: string): void => {
    if (typeof id !== "string" || isUnknown(id) || id === "") return;
    const folded = id.toLowerCase();
    if (tracked.has(folded) || warned.has(folded)) return;
    warned.add(folded);
    problems.push({
      severity: "warning",
      code: "untracked-module",
      ...where,
      message:
        `no resource of this program stands for the module ${id}, so this flow is not published again when the ` +
        `module changes; pass FlowModule.get("...", "${id}")${remedy}`,
    });
  };
  for (const { entry, moduleId, moduleVersion } of moduleReferences(news.document)) {
    if (moduleVersion === undefined)
      find(moduleId, { entry, property: "parameters.moduleId" }, ", or give the wanted moduleVersion");
  }
  for (const [at, id] of (Array.isArray(modules) ? (modules as unknown[]) : []).entries())
    find(id, { property: `modules[${at}]` }, "");
  return problems;
}
