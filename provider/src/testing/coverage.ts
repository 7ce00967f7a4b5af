import { actionTable } from "../language/actions/index";
import { pictureOfDocument } from "../diagram/documentPicture";
import { withMarks } from "../diagram/picture";
import { svgOf } from "../diagram/svg";
import type { FlowDocument } from "../language/model";
import { exitsOf, pathsOf } from "../language/validation/paths";
import type { SimulatedCall } from "./call";
import type { SimulatedFlow } from "./options";
import { readSimulated } from "./readFlow";

/** One path of an entry. */
export interface CoveredPath {
  entry: string;
  path: string;
}

/** What the calls of a suite took of a flow. */
export interface Coverage {
  entries: { total: number; taken: number; missed: string[] };
  /** The paths of entries that branch, choices of menus among them. */
  paths: { total: number; taken: number; missed: CoveredPath[] };
  /** The flow as a picture (SVG): what calls took, and what none did. */
  diagram(): string;
  /** As text: one line for each entry and path that no call took. */
  toString(): string;
}

/**
 * The entries and paths of a flow that calls took, and those that none did.
 *
 * @example
 * const calls = [simulateCall(mainLine).press("1"), simulateCall(mainLine).wait()];
 * expect(coverage(mainLine, calls).paths.missed).to.deep.equal([]);
 */
export function coverage(flow: SimulatedFlow, calls: readonly SimulatedCall[]): Coverage {
  const { document } = readSimulated(flow);
  const steps = calls.flatMap((call) => call.steps.filter(({ module }) => module === ""));
  const entries = Object.keys(document.content.entries);
  const visited = new Set(steps.map(({ entry }) => entry));
  const missedEntries = entries.filter((entry) => !visited.has(entry));
  const paths = branchesOf(document);
  const taken = new Set(steps.map(({ entry, path }) => JSON.stringify([entry, path])));
  const missedPaths = paths.filter(({ entry, path }) => !taken.has(JSON.stringify([entry, path])));
  return {
    entries: { total: entries.length, taken: entries.length - missedEntries.length, missed: missedEntries },
    paths: { total: paths.length, taken: paths.length - missedPaths.length, missed: missedPaths },
    diagram: () =>
      svgOf(
        withMarks(pictureOfDocument(document, "coverage"), {
          nodes: Object.fromEntries(
            entries.map((entry) => [entry, visited.has(entry) ? "taken" : "missed"] as const),
          ),
        }),
      ),
    toString: () =>
      [
        `entries ${entries.length - missedEntries.length} of ${entries.length}, paths ${paths.length - missedPaths.length} of ${paths.length}`,
        ...missedEntries.map((entry) => `  never reached: ${entry}`),
        ...missedPaths
          .filter(({ entry }) => visited.has(entry))
          .map(({ entry, path }) => `  never taken: ${entry} -> ${path}`),
      ].join("\n"),
  };
}

/** The paths of every entry that has more than one. */
export function branchesOf(document: FlowDocument): CoveredPath[] {
  return Object.entries(document.content.entries).flatMap(([entry, value]) => {
    const { branches, continuation } = exitsOf(pathsOf(value, actionTable), value.nexts ?? {});
    const names = [...branches.map(({ path }) => path), ...(continuation === undefined ? [] : ["default"])];
    return names.length > 1 ? names.map((path) => ({ entry, path })) : [];
  });
}
