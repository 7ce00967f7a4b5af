import type { NamedObject, ObjectLookup } from "./objectListings";

/** The organization that the credentials belong to. */
export interface Organization {
  id: string;
  name: string;
}

/** A flow as the platform returns it, the same for both APIs. */
export interface CloudFlow {
  id: string;
  name: string;
  /** The flow type in upper case: `COMMONMODULE`, `INBOUNDCALL`, ... */
  type: string;
  description?: string;
  division?: { id: string; name: string };
  /** False for a flow that exists but is deactivated. */
  active: boolean;
  /** The published version, which callers reach. Absent if the flow was never published. */
  published?: CloudVersion;
  /** Who holds the flow's lock, if it is locked. */
  lockedBy?: Principal;
  selfUri: string;
}

/** A published version of a flow. */
export interface CloudVersion {
  /** The version as the platform writes it: "3.0". */
  id: string;
  /** The version as an integer: 3. */
  number: number;
  /** The client or user that published it, if the platform returns it. */
  by?: Principal;
  /** When it was published, as an ISO 8601 date, if the platform returns it. */
  at?: string;
}

/** A user or an OAuth client. */
export interface Principal {
  kind: "user" | "client";
  id: string;
  name?: string;
}

/** Flow content in the format of the API. */
export type CloudContent = { form: "yaml"; yaml: string } | { form: "document"; document: unknown };

/** A flow to publish. */
export interface PublishRequest {
  /** The flow's id, if known. The publish fails afterwards if the job returns another flow. */
  id?: string;
  /** The flow type in upper case, as in {@link CloudFlow.type}. */
  type: string;
  name: string;
  description?: string;
  /** Used if the API accepts it when publishing; otherwise {@link FlowApi.setActive} is called afterwards. */
  enabled?: boolean;
  content: CloudContent;
  /** When the caller stops waiting, in milliseconds since the epoch. */
  deadline: number;
  /** Values that must not appear in errors or warnings: the secrets among the resource's inputs. */
  secrets?: readonly string[];
  /** Called with the job's id before the job can run, so that what is stored here survives a crash. */
  onJob?: (jobId: string) => Promise<void>;
}

/** The result of a publish. */
export interface PublishResult {
  flowId: string;
  /** The platform's warnings, unchanged. */
  warnings: string[];
}

/** How a publish of an earlier run ended. */
export interface EarlierPublish {
  succeeded: boolean;
  /** The flow that was created or changed. For a failed publish, this flow may be unrelated. */
  flowId: string | undefined;
}

/** An object that uses a flow and prevents its deletion. */
export interface Consumer {
  id: string;
  name: string;
  /** The platform's dependency type: `INBOUNDCALLFLOW`, `IVRCONFIGURATION`, ... */
  type: string;
}

/**
 * Everything that the resources need from the platform, as plain values. There are two implementations: Genesys
 * Cloud's own flow API (jobs and Architect YAML) and gateways that accept JSON documents. Every method rejects with a
 * {@link CloudError} that has the call, status, code and correlation id; retries have been done by then.
 */
export interface FlowApi {
  /** The content format of this API. */
  readonly form: CloudContent["form"];
  /** The organization that the credentials belong to. Requested once. */
  organization(): Promise<Organization>;
  /**
   * The id of the OAuth client, used to recognize our own locks. The platform is only asked (once) if the credentials
   * are an access token. Undefined if the platform does not return it.
   */
  ownClient(): Promise<string | undefined>;
  /**
   * One flow, or undefined if the platform says that this id is gone (404, 410). Concurrent calls share requests.
   * When many flows are read (from about 40 a minute), a flow that this process has not written may come from a
   * listing that is up to 15 seconds old.
   */
  flow(id: string): Promise<CloudFlow | undefined>;
  /**
   * The flows of this name and type that can be found now; a flow that was just published may still be missing. Names
   * are matched exactly first and then case-insensitively, as Genesys Cloud does: one flow if its name matches
   * exactly, otherwise all flows whose names differ only in case.
   */
  flowsNamed(type: string, name: string): Promise<CloudFlow[]>;
  /** The first result of {@link flowsNamed}. */
  flowNamed(type: string, name: string): Promise<CloudFlow | undefined>;
  /** Publishes a flow and waits for the result. */
  publish(order: PublishRequest): Promise<PublishResult>;
  /**
   * The result of a publish that an earlier run started. Waits for a running job until the deadline (milliseconds
   * since the epoch). Undefined for a job that never ran or that is no longer known.
   *
   * @throws TimeoutError if the job is still running at the deadline
   */
  earlierPublish(jobId: string, deadline: number): Promise<EarlierPublish | undefined>;
  /** The content of a published version. */
  content(id: string, versionId: string): Promise<CloudContent>;
  /**
   * The version of each module that a published version carries a snapshot of, by module id. Empty if modules are
   * referenced live: there is no snapshot that could become outdated. Undefined if this client lacks the permission.
   */
  modulesCarried(flow: CloudFlow, versionId: string): Promise<Record<string, number> | undefined>;
  /**
   * The version of each module that calls through a published version reach now: the snapshot's version, or the live
   * one.
   *
   * @throws PermissionError if this client lacks the permission
   */
  modulesReached(flow: CloudFlow, versionId: string): Promise<Record<string, number>>;
  /** Changes name and description in place, keeping the id. Callers see the change after the next publish. */
  rename(id: string, to: { name: string; description?: string }): Promise<void>;
  /** Deactivates a flow, or reactivates it by publishing its current version. */
  setActive(id: string, active: boolean): Promise<void>;
  /** Moves a flow to a division, by the division's name. */
  moveTo(id: string, division: string): Promise<void>;
  /** Removes the lock, no matter who holds it. The platform checks in the holder's draft. */
  unlock(id: string): Promise<void>;
  /** Releases this client's own lock without creating a version. Does nothing if this client does not hold the lock. */
  release(id: string): Promise<void>;
  /**
   * The objects that use a flow, as far as the platform knows: from its dependency index, or from the references in
   * the flows' documents.
   *
   * @param versions only the users of these versions, with one call for each; default: all versions that may still be
   * in use
   */
  consumers(flow: CloudFlow, versions?: readonly string[]): Promise<Consumer[]>;
  /** Looks up the objects that a flow references, with few requests. A failed lookup becomes a note, never an error. */
  lookUp(objects: readonly NamedObject[]): Promise<ObjectLookup>;
  /** Deletes a flow. Succeeds if the flow is already gone. */
  remove(id: string): Promise<void>;
}
