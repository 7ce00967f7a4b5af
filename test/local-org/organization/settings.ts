/**
 * How long a publish job runs, in milliseconds: always the same, anything between two bounds (drawn from the
 * seed, so that a run can be repeated), or by the name of the flow that is published.
 */
export type JobTime =
  | number
  | { from: number; to: number }
  | { byFlow: Record<string, number>; otherwise: number | { from: number; to: number } };

/**
 * What nobody outside knows of the platform. Each switch has the likelier answer as its default, and the README
 * names the passage that leaves it open; a spec that depends on one of them sets both values.
 */
export interface Guesses {
  /** Are "Shop" and "shop" one flow? Default `"ignore"`: they are, as in an engine of the vendor's SDK. */
  nameCase: "exact" | "ignore";
  /** How `GET /flows?name=` matches. Case never counts. Default `"contains"`. */
  nameFilter: "contains" | "exact" | "prefix";
  /** Reading a flow that was deleted. Default 410. */
  readDeleted: 404 | 410;
  /** Deleting a flow that was deleted. Default 404. */
  deleteDeleted: 404 | 410;
  /** Success of `DELETE /flows/{id}`. Default 204. */
  deleteStatus: 200 | 204;
  /** Success of `POST /flows/jobs` and of `POST /flows/export/jobs`. Default 202. */
  registerStatus: 200 | 202;
  /** The 409 for deleting a module or flow that a published flow uses. */
  deleteInUseCode: "architect.flow.cannot.delete.used.in.flows" | "architect.dependency.object.in.use";
  /** What force-unlock does with a draft. Default `"checkin"`. */
  unlockDraft: "checkin" | "publish" | "discard";
  /** Does `PUT /flows/{id}` ask for the caller's lock? Default true. */
  renameNeedsLock: boolean;
  /** When a running job first names its flow: only on success, or as soon as it runs. Default `"success"`. */
  jobNamesFlow: "success" | "running";
  /** Does a failed job name the flow that it was about? Default false. */
  failedJobNamesFlow: boolean;
  /** Does a failed first publish leave a flow that was never published? Default false. */
  failedCreateLeavesFlow: boolean;
  /**
   * A job whose name search does not find a flow that exists (the index lags): the creation is refused, or a
   * second flow of that name is made. Default `"refused"`.
   */
  jobMissesFlow: "refused" | "second-flow";
  /** Does a publish leave the flow locked by its client? Default false. */
  publishKeepsLock: boolean;
  /** Does publishing a YAML that names another division move a flow that exists? Default false. */
  yamlMovesDivision: boolean;
  /** Does a deactivated flow still show its published version? Default true. */
  deactivatedKeepsPublished: boolean;
  /** A module whose last action is not `endTask`: an error, or completed silently. Default `"error"`. */
  moduleWithoutEnd: "error" | "completed";
  /** Does the export of a flow without menus contain the "Main Menu" that Architect makes? Default false. */
  exportAddsMainMenu: boolean;
  /** Which Archy writes exports: today's says more of some actions than the one of some years ago. Default `"newer"`. */
  exportStyle: "newer" | "older";
  /** Does the export end with `referencedObjects`, as the newest Archy writes it? Default false. */
  exportReferencedObjects: boolean;
  /** Does dependency tracking answer for consumers of consumers too? Default true. */
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

/** What may be changed while an organization runs. Times in milliseconds. */
export interface Settings {
  /** Default 100. */
  jobTime: JobTime;
  /** Requests a minute for each token. Default 300. */
  ratePerMinute: number;
  /** How long after a write the name search still answers with what was before. Default 0. */
  indexLag: number;
  /** The same for dependency tracking. Default: as the name search. */
  dependencyLag?: number;
  /** How long an export or a validation takes. Default 0: it is done when it is first asked for. */
  exportTime: number;
  /** How long an upload URL is good for. Default 15 minutes. */
  uploadTime: number;
  /**
   * Which of the two APIs is there. `"both"`: Genesys Cloud's own and the document API beside it, on the same flows.
   * `"document"`: a gateway that has the latter only. Default `"both"`.
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
