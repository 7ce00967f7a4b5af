import type { FlowKind } from "../organization/flowKinds";
import type { ObjectKind } from "../organization/model";

/** The organization data that Architect reads during a publish. */
export interface OrganizationObjects {
  /** The object of that name; `of` is a data action's integration. */
  findObject(kind: ObjectKind, name: string, of?: string): { id: string; name: string } | undefined;
  /** The published flow of that name, if the name search lists it. */
  findFlow(kind: FlowKind, name: string): PublishedFlow | undefined;
  findDivision(name: string): { id: string } | undefined;
}

export interface PublishedFlow {
  id: string;
  name: string;
  version: string;
  /** The module's YAML. */
  content: string;
}
