import type { NamedObject, ObjectLookup } from "./objectListings";

/** The organization that the credentials open. */
export interface Organization {
  id: string;
  name: string;
}

/** A flow as the platform knows it, whichever API was asked. */
export interface CloudFlow {
  id: string;
  name: string;
  /** Upper case: `COMMONMODULE`, `INBOUNDCALL`, ... */
  type: string;
  description?: string;
  division?: { id: string; name: string };
  /** False: deactivated, still there. */
  active: boolean;
  /** What callers reach now; absent for a flow that was never published. */
  published?: CloudVersion;
  /** Who holds the flow for editing, if anybody. */
  lockedBy?: Principal;
  selfUri: string;
}

/** A published version of a flow. */
export interface CloudVersion {
  /** As the platform writes it: "3.0". */
  id: string;
  /** The whole number before the point: 3. */
  number: number;
  /** The client or user that published it, where the platform says so. */
  by?: Principal;
}

/** A person or an OAuth client. */
export interface Principal {
  kind: "user" | "client";
  id: string;
  name?: string;
}

/** Content in the form that an API takes and gives. */
export type CloudContent = { form: "yaml"; yaml: string } | { form: "document"; document: unknown };

/** What is to be published. */
export interface PublishRequest {
  /** The flow's id where it is known already; the publish is refused afterwards when another flow answers. */
  id?: string;
  /** Upper case, as in {@link CloudFlow.type}. */
  type: string;
  name: string;
  description?: string;
  /** Where the API has it in the body; else it follows by {@link FlowApi.setActive}. */
  enabled?: boolean;
  content: CloudContent;
  /** Milliseconds since the epoch after which the caller gives up waiting. */
  deadline: number;
  /** Values that no error or warning may show: the secrets among the resource's inputs. */
  secrets?: readonly string[];
  /** Called with the job's id before anything can run: what is written down here survives a crash. */
  onJob?: (jobId: string) => Promise<void>;
}

/** What a publish led to. */
export interface PublishResult {
  flowId: string;
  /** The platform's own warnings, in its words. */
  warnings: string[];
}

/** How a publish of an earlier run ended. */
export interface EarlierPublish {
  succeeded: boolean;
  /** The flow that it made or changed; of a failed one, a flow that it may have had nothing to do with. */
  flowId: string | undefined;
}

/** Something that uses a flow and stands in the way of deleting it. */
export interface Consumer {
  id: string;
  name: string;
  /** The platform's dependency type: `INBOUNDCALLFLOW`, `IVRCONFIGURATION`, ... */
  type: string;
}

/**
 * All that the life cycle asks of the platform, in plain values. Two implementations: Genesys Cloud's own flow API
 * (jobs and Architect YAML) and gateways that take JSON documents. Every method rejects with a {@link CloudError} of
 * `errors.ts` that names the call, status, code and correlation id; retries have been done by then.
 */
export interface FlowApi {
  /** The form of content that this API takes and gives. */
  readonly form: CloudContent["form"];
  /** Which organization the credentials open (asked once). */
  organization(): Promise<Organization>;
  /**
   * The id of the OAuth client that the credentials are of: whose locks are our own. Only of an access token has the
   * platform to be asked (once); undefined where it does not tell.
   */
  ownClient(): Promise<string | undefined>;
  /**
   * One flow, or undefined when the platform itself says that this id is gone (404, 410). Concurrent calls share
   * requests; from some 40 flows a minute on, a flow that this process has not written may come from a listing that is
   * up to 15 seconds old.
   */
  flow(id: string): Promise<CloudFlow | undefined>;
  /**
   * The flows of this name and type that can be found now; a flow published a moment ago may still be missing. A name is
   * matched exactly first and then without case, as Genesys Cloud's own engine does: one flow where one has exactly this
   * name, else all whose names differ only in case.
   */
  flowsNamed(type: string, name: string): Promise<CloudFlow[]>;
  /** The first of {@link flowsNamed}. */
  flowNamed(type: string, name: string): Promise<CloudFlow | undefined>;
  /** Publishes and waits for the outcome. */
  publish(order: PublishRequest): Promise<PublishResult>;
  /**
   * What became of a publish that an earlier run began. A job that still runs is waited for until the deadline
   * (milliseconds since the epoch), and then a TimeoutError. Undefined for a job that never ran, or that nobody knows of any more.
   */
  earlierPublish(jobId: string, deadline: number): Promise<EarlierPublish | undefined>;
  /** The content of a published version. */
  content(id: string, versionId: string): Promise<CloudContent>;
  /**
   * The version of each module that a published version carries a snapshot of, by module id. Empty where modules are
   * referenced live: nothing is carried, so nothing grows old. Undefined where this client may not know it.
   */
  modulesCarried(flow: CloudFlow, versionId: string): Promise<Record<string, number> | undefined>;
  /**
   * The version of each module that calls through a published version reach now: the one carried, or the live one.
   *
   * @throws PermissionError where this client may not know it.
   */
  modulesReached(flow: CloudFlow, versionId: string): Promise<Record<string, number>>;
  /** Changes name and description in place, keeping the id; the change shows to callers with the next publish. */
  rename(id: string, to: { name: string; description?: string }): Promise<void>;
  /** Deactivates a flow, or brings it back by publishing what it holds. */
  setActive(id: string, active: boolean): Promise<void>;
  /** Moves a flow to a division, by the division's name. */
  moveTo(id: string, division: string): Promise<void>;
  /** Takes the lock away from whoever holds it; the holder's draft is checked in by the platform. */
  unlock(id: string): Promise<void>;
  /** Gives back this client's own lock without a new version; a flow that this client does not hold is fine. */
  release(id: string): Promise<void>;
  /**
   * What uses a flow, as far as the platform knows: by its dependency index, or by what the flows' documents name.
   *
   * @param versions only the users of these versions, a call for each; else of all that may still be in use
   */
  consumers(flow: CloudFlow, versions?: readonly string[]): Promise<Consumer[]>;
  /** Looks up what a flow names, with few requests; whatever cannot be looked up is a note, and never a failure. */
  lookUp(objects: readonly NamedObject[]): Promise<ObjectLookup>;
  /** Deletes a flow; one that is gone already is fine. */
  remove(id: string): Promise<void>;
}
