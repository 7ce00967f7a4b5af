import type { FlowKind } from "../organization/flowKinds";
import type { ObjectKind } from "../organization/model";

/** What Architect asks the organization while it reads a flow. */
export interface OrganizationObjects {
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
