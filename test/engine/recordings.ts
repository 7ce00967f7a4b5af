import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Diagnostic, PlannedOperation } from "./events";
import type { Cloud, ProviderCall } from "./recorderStack";
import type { PropertyMap } from "./values";

const FOLDER = resolve(__dirname, "../fixtures/engine-recordings/recordings");

/** A resource as a recording keeps it. */
export interface RecordedResource {
  urn: string;
  inputs?: PropertyMap;
  outputs?: PropertyMap;
  dependencies?: string[];
  propertyDependencies?: Record<string, string[]>;
  [field: string]: unknown;
}

/** One command on a stack, as the real CLI ran it. */
export interface RecordedStep {
  /** The program; that of the step before where it is missing. */
  program?: string;
  config?: Record<string, string>;
  /** What happened in the cloud before the command. */
  cloud?: { change?: Record<string, Record<string, unknown>>; remove?: string[] };
  run: string;
  exit: number;
  calls: ProviderCall[];
  ops: PlannedOperation[];
  summary: { resourceChanges: Record<string, number> };
  diagnostics: Diagnostic[];
  state: RecordedResource[];
  pendingOperations?: { type: string; urn: string }[];
  cloudAfter: Cloud;
}

export interface Recording {
  scenario: string;
  recordedWith: { cli: string; sdk: string };
  steps: RecordedStep[];
}

export const recordingNames = (): string[] =>
  readdirSync(FOLDER)
    .map((file) => file.replace(/\.json$/, ""))
    .sort();

export const readRecording = (name: string): Recording =>
  JSON.parse(readFileSync(join(FOLDER, `${name}.json`), "utf8")) as Recording;
