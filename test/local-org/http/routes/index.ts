import type { Route } from "../route";
import { actionRoutes } from "./actions";
import { divisionRoutes } from "./divisions";
import { flowRoutes } from "./flows";
import { jobRoutes } from "./jobs";
import { organizationRoutes } from "./organization";
import { versionRoutes } from "./versions";

/** Every operation of the API that this organisation offers. */
export const routes: readonly Route[] = [
  ...flowRoutes,
  ...versionRoutes,
  ...actionRoutes,
  ...jobRoutes,
  ...divisionRoutes,
  ...organizationRoutes,
];
