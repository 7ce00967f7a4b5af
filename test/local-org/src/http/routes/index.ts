import type { Route } from "../route";
import { actionRoutes } from "./actions";
import { dependencyRoutes } from "./dependencies";
import { divisionRoutes } from "./divisions";
import { flowRoutes } from "./flows";
import { historyRoutes } from "./history";
import { jobRoutes } from "./jobs";
import { objectRoutes } from "./objects";
import { organizationRoutes } from "./organization";
import { versionRoutes } from "./versions";

/** All operations of Genesys Cloud's API that this organization offers. */
export const routes: readonly Route[] = [
  ...flowRoutes,
  ...versionRoutes,
  ...actionRoutes,
  ...historyRoutes,
  ...jobRoutes,
  ...dependencyRoutes,
  ...divisionRoutes,
  ...objectRoutes,
  ...organizationRoutes,
];
