import { isDeepStrictEqual } from "node:util";
import { sameDocument } from "../architect/canonical";
import { sameYaml } from "../architect/yamlInput";
import type { FlowKind } from "../document/kinds";
import { isUnknown } from "../document/unknown";
import { sameDescription, wantedHead } from "./head";
import { CONTENT, type FlowInputs, type FlowState } from "./state";

type ContentKey = (typeof CONTENT)[number];

/** The inputs in which what is asked for differs from what stands in state, formatting and order aside. */
export function changedInputs(kind: FlowKind, olds: FlowState, news: FlowInputs): ContentKey[] {
  return CONTENT.filter((key) => !same(kind, key, olds, news));
}

/** Whether state does not know this stack's content to be what callers get: only a publish settles that. */
export function isUnsettled({
  keep,
  publishedVersion,
}: Pick<FlowState, "keep" | "publishedVersion">): boolean {
  return keep === "contested" || publishedVersion === "";
}

/**
 * The modules of which the published flow carries a lower version than it should. A higher one is fine (somebody
 * published the flow again), and what is not carried at all cannot be stale.
 */
export function staleModules(carried: Record<string, number> = {}, wanted: unknown = {}): string[] {
  if (isUnknown(wanted)) return Object.keys(carried);
  return Object.entries(wanted as Record<string, unknown>)
    .filter(([id, version]) => {
      const has = carried[id];
      return has !== undefined && (isUnknown(version) || Number(version) > has);
    })
    .map(([id]) => id);
}

function same(kind: FlowKind, key: ContentKey, olds: FlowState, news: FlowInputs): boolean {
  const [was, is] = [olds[key], news[key]];
  if (key === "description" || key === "division") return sameHead(kind, key, olds, news);
  if (isDeepStrictEqual(was, is)) return true;
  switch (key) {
    case "document":
      return (
        olds.document !== undefined &&
        news.document !== undefined &&
        sameDocument(kind, olds.document, news.document)
      );
    case "yaml":
    case "substitutions":
      return sameText(kind, olds, news);
    case "name":
    case "compatibleFlowTypes":
    case "supportedLanguages":
    case "defaultLanguage":
    case "enabled":
      return false;
  }
}

function sameHead(
  kind: FlowKind,
  key: "description" | "division",
  olds: FlowState,
  news: FlowInputs,
): boolean {
  const sources = [key, "yaml", "substitutions"] as const;
  // No file need be read to see that nothing differs.
  if (sources.every((source) => isDeepStrictEqual(olds[source], news[source]))) return true;
  const [was, is] = [wantedHead(kind, olds), wantedHead(kind, news)];
  if (key === "description") return sameDescription(was.description, is.description);
  return is.division === undefined || is.division === was.division;
}

function sameText(kind: FlowKind, olds: FlowState, news: FlowInputs): boolean {
  if (typeof olds.yaml !== "string" || typeof news.yaml !== "string") return false;
  if (isUnknown(news.yaml) || isUnknown(news.substitutions)) return false;
  return sameYaml(
    kind,
    { yaml: olds.yaml, substitutions: olds.substitutions },
    { yaml: news.yaml, substitutions: news.substitutions },
  );
}
