import type { PropertyMap } from "../../engine/values";
import type { LocalOrg } from "genesyscloud-local-org";
import { collects, invokes } from "../documents";
import type { ProviderClient } from "../providerClient";
import type { Resource } from "./resource";

/** The clients and names of an operation. */
export interface Fixture {
  /** The prefix of all names of the operation, unique to it. */
  prefix: string;
  org: LocalOrg;
  door: ProviderClient;
  /** A process that has created nothing, as in a `pulumi destroy`. */
  destroyer(): Promise<ProviderClient>;
  module: Resource;
  inboundFlow: Resource;
}

/** One operation of a user on a stack. A fault may come at any of its requests. */
export interface Operation {
  /** For titles: "creating a module". */
  title: string;
  /** The preparation, without faults. */
  before?(scene: Fixture): Promise<void>;
  act(scene: Fixture): Promise<unknown>;
  /** What state and organization contain if all went well. */
  leaves: ("module" | "inboundFlow")[];
  /** Adopts the flow with that name. */
  adopts?: true;
}

const moduleArgs = ({ prefix }: Fixture, digits = 1, more: PropertyMap = {}): PropertyMap => ({
  name: `${prefix}Collector`,
  description: `Collects ${digits} of it.`,
  document: collects(digits),
  ...more,
});

const callerArgs = ({ prefix, module }: Fixture, more: PropertyMap = {}): PropertyMap => ({
  name: `${prefix}Main`,
  description: "Answers calls.",
  document: invokes(module.state?.id ?? ""),
  moduleVersions: { [module.state?.id ?? ""]: module.state?.outputs.version ?? 0 },
  ...more,
});

const makeModule = async (scene: Fixture): Promise<unknown> => scene.module.up(scene.door, moduleArgs(scene));
const makeCaller = async (scene: Fixture): Promise<unknown> =>
  scene.inboundFlow.up(scene.door, callerArgs(scene));
const makeBoth = async (scene: Fixture): Promise<void> => {
  await makeModule(scene);
  await makeCaller(scene);
};

/** Every operation of the life cycle, one step each. */
export const OPERATIONS: readonly Operation[] = [
  { title: "creating a module", act: makeModule, leaves: ["module"] },
  {
    title: "creating a flow that invokes it",
    before: async (scene) => void (await makeModule(scene)),
    act: makeCaller,
    leaves: ["module", "inboundFlow"],
  },
  {
    title: "changing a module",
    before: async (scene) => void (await makeModule(scene)),
    act: (scene) => scene.module.up(scene.door, moduleArgs(scene, 2)),
    leaves: ["module"],
  },
  {
    title: "giving a caller the new version of its module",
    before: async (scene) => {
      await makeBoth(scene);
      await scene.module.up(scene.door, moduleArgs(scene, 2));
    },
    act: makeCaller,
    leaves: ["module", "inboundFlow"],
  },
  {
    title: "renaming a module",
    before: async (scene) => void (await makeModule(scene)),
    act: (scene) => scene.module.up(scene.door, moduleArgs(scene, 1, { name: `${scene.prefix}Renamed` })),
    leaves: ["module"],
  },
  {
    title: "deactivating a flow",
    before: makeBoth,
    act: (scene) => scene.inboundFlow.up(scene.door, callerArgs(scene, { enabled: false })),
    leaves: ["module", "inboundFlow"],
  },
  {
    title: "bringing a flow back",
    before: async (scene) => {
      await makeModule(scene);
      await scene.inboundFlow.up(scene.door, callerArgs(scene, { enabled: false }));
    },
    act: makeCaller,
    leaves: ["module", "inboundFlow"],
  },
  {
    title: "refreshing what somebody changed in the UI",
    before: async (scene) => {
      await makeModule(scene);
      const flow = (await scene.org.control.flows()).find(({ id }) => id === scene.module.state?.id);
      await scene.org.control.edit(flow?.id ?? "", (flow?.content ?? "").replace("exact: 1", "exact: 7"));
    },
    act: (scene) => scene.module.refresh(scene.door),
    leaves: ["module"],
  },
  {
    title: "taking over a flow that exists",
    before: async (scene) => {
      await makeModule(scene);
      scene.module.state = undefined;
    },
    // Another process, because the creating one remembers it for the resource that has lost its state here.
    act: async (scene) =>
      scene.module.up(await scene.destroyer(), moduleArgs(scene, 2, { onConflict: "adopt" })),
    leaves: ["module"],
    adopts: true,
  },
  {
    title: "deleting a flow",
    before: makeBoth,
    act: async (scene) => scene.inboundFlow.destroy(await scene.destroyer()),
    leaves: ["module"],
  },
];

/** The operation with that title. */
export function operationOf(title: string): Operation {
  const found = OPERATIONS.find((one) => one.title === title);
  if (found === undefined) throw new Error(`there is no story "${title}"`);
  return found;
}

export const operationsOf = (...titles: string[]): Operation[] => titles.map(operationOf);
