/**
 * How long a publish job runs, in milliseconds: fixed, between two bounds (drawn from the seed, so that a run is
 * repeatable), or by the name of the published flow.
 */
export type JobTime =
  | number
  | { from: number; to: number }
  | { byFlow: Record<string, number>; otherwise: number | { from: number; to: number } };

/**
 * Undocumented behavior of Genesys Cloud. Each setting defaults to the likelier answer, and the README names the
 * passage that leaves it open. A spec that depends on one sets both values.
 */
export interface Guesses {
  /** Are "Shop" and "shop" one flow? Default `"ignore"`: they are, as in an engine of Genesys Cloud's SDK. */
  nameCase: "exact" | "ignore";
  /** How `GET /flows?name=` matches, case-insensitively. Default `"contains"`. */
  nameFilter: "contains" | "exact" | "prefix";
  /** Status of reading a deleted flow. Default 410. */
  readDeleted: 404 | 410;
  /** Status of deleting a deleted flow. Default 404. */
  deleteDeleted: 404 | 410;
  /** Success status of `DELETE /flows/{id}`. Default 204. */
  deleteStatus: 200 | 204;
  /** Success status of `POST /flows/jobs` and of `POST /flows/export/jobs`. Default 202. */
  registerStatus: 200 | 202;
  /** The 409 code for deleting a module or flow that a published flow uses. */
  deleteInUseCode: "architect.flow.cannot.delete.used.in.flows" | "architect.dependency.object.in.use";
  /** What force-unlock does with a draft. Default `"checkin"`. */
  unlockDraft: "checkin" | "publish" | "discard";
  /** Does `PUT /flows/{id}` require the caller's lock? Default true. */
  renameNeedsLock: boolean;
  /** When a running job first names its flow: only on success, or once it runs. Default `"success"`. */
  jobNamesFlow: "success" | "running";
  /** Does a failed job name its flow? Default false. */
  failedJobNamesFlow: boolean;
  /** Does a failed first publish leave an unpublished flow? Default false. */
  failedCreateLeavesFlow: boolean;
  /**
   * A job whose name search does not find an existing flow (the index lags): the creation is refused, or a second
   * flow of that name is created. Default `"refused"`.
   */
  jobMissesFlow: "refused" | "second-flow";
  /** Does a publish leave the flow locked by its client? Default false. */
  publishKeepsLock: boolean;
  /** Does publishing YAML with another division move an existing flow? Default false. */
  yamlMovesDivision: boolean;
  /** Does a deactivated flow still show its published version? Default true. */
  deactivatedKeepsPublished: boolean;
  /** A module whose last action is not `endTask`: an error, or completed silently. Default `"error"`. */
  moduleWithoutEnd: "error" | "completed";
  /** Does the export of a flow without menus contain the "Main Menu" that Architect makes? Default false. */
  exportAddsMainMenu: boolean;
  /** Which Archy version writes exports: newer ones write more properties of some actions. Default `"newer"`. */
  exportStyle: "newer" | "older";
  /** Does the export end with `referencedObjects`, as the newest Archy writes it? Default false. */
  exportReferencedObjects: boolean;
  /** Does dependency tracking include indirect consumers? Default true. */
  transitiveConsumers: boolean;
}

export const likelyGuesses: Guesses = {
  nameCase: "ignore",
  nameFilter: "contains",
  readDeleted: 410,
  deleteDeleted: 404,
  deleteStatus: 204,
  registerStatus: 202,
  deleteInUseCode: "architect.flow.cannot.delete.used.in.flows",
  unlockDraft: "checkin",
  renameNeedsLock: true,
  jobNamesFlow: "success",
  failedJobNamesFlow: false,
  failedCreateLeavesFlow: false,
  jobMissesFlow: "refused",
  publishKeepsLock: false,
  yamlMovesDivision: false,
  deactivatedKeepsPublished: true,
  moduleWithoutEnd: "error",
  exportAddsMainMenu: false,
  exportStyle: "newer",
  exportReferencedObjects: false,
  transitiveConsumers: true,
};

/** Settings that can be changed while an organization runs. Times in milliseconds. */
export interface Settings {
  /** Default 100. */
  jobTime: JobTime;
  /** Requests per minute and token. Default 300. */
  ratePerMinute: number;
  /** Delay until the name search shows a write. Default 0. */
  indexLag: number;
  /** Delay until dependency tracking shows a write. Default: that of the name search. */
  dependencyLag?: number;
  /** How long an export or a validation takes. Default 0: it is complete at the first poll. */
  exportTime: number;
  /** How long an upload URL is valid. Default 15 minutes. */
  uploadTime: number;
  /**
   * The available APIs. `"both"`: Genesys Cloud's API and the document API, on the same flows. `"document"`: a
   * gateway with only the latter. Default `"both"`.
   */
  flowApi: FlowApis;
  guesses: Guesses;
}

export type FlowApis = "both" | "document";

export const defaultSettings: Settings = {
  jobTime: 100,
  ratePerMinute: 300,
  indexLag: 0,
  exportTime: 0,
  uploadTime: 15 * 60_000,
  flowApi: "both",
  guesses: likelyGuesses,
};
