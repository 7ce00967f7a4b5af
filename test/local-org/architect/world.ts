import type { FlowKind } from "../organisation/flowKinds";
import type { ObjectKind } from "../organisation/model";

/** What Architect asks the organisation while it reads a flow. */
export interface World {
  /** The object of that name; `of` is a data action's integration. */
  findObject(kind: ObjectKind, name: string, of?: string): { id: string; name: string } | undefined;
  /** The published flow of that name, as far as the name search knows it. */
  findFlow(kind: FlowKind, name: string): PublishedFlow | undefined;
  findDivision(name: string): { id: string } | undefined;
}

export interface PublishedFlow {
  id: string;
  name: string;
  version: string;
  /** Its YAML. */
  content: string;
}
