import { expect } from "chai";
import type { Deployment } from "../engine";
import type { TestStack } from "./testStack";

/**
 * A component with a module, two callers of it, a nested component, and a flow that only depends on the
 * module.
 */
export const LINE = `
class Greeting extends pulumi.ComponentResource {
  constructor(name, opts) {
    super("acme:flows:Greeting", name, {}, opts);
    const document = flow.document({ start: flow.playAudio({ audio: "Welcome." }) });
    this.flow = new InboundFlow(name + "-greeting", { name: name + " greeting", document }, { parent: this });
    this.farewell = new InboundFlow(name + "-farewell", { name: name + " farewell", document }, { parent: this });
    this.registerOutputs({ greeting: this.flow.id });
  }
}
class Line extends pulumi.ComponentResource {
  constructor(name, opts) {
    super("acme:flows:Line", name, {}, opts);
    const parent = { parent: this };
    this.module = new FlowModule(
      name + "-collector",
      { name: name + " collector", document: flow.document({ start: flow.collectInput({ maxDigits: 1 }) }) },
      parent,
    );
    const document = flow.document({ start: flow.invokeSubFlow({ module: this.module }) });
    this.day = new InboundFlow(name + "-day", { name: name + " day", document }, parent);
    this.night = new InboundFlow(name + "-night", { document }, parent);
    this.greeting = new Greeting(name, parent);
    this.registerOutputs({ module: this.module.id });
  }
}
`;

/** Preview, up, preview (no request), refresh (no drift), preview for a program of components. */
export async function round({ engine, org }: TestStack): Promise<void> {
  const preview = await engine.preview();
  expect(preview.exitCode, preview.output).to.equal(0);
  const up = await engine.up();
  expect(up.exitCode, up.output).to.equal(0);
  await org.control.clearJournal();
  const again = await engine.preview({ expectNoChanges: true });
  expect(again.exitCode, again.output).to.equal(0);
  expect(await org.control.journal(), "calls of a preview without changes").to.deep.equal([]);
  const refresh = await engine.refresh({ expectNoChanges: true });
  expect(refresh.exitCode, refresh.output).to.equal(0);
  const last = await engine.preview({ expectNoChanges: true });
  expect(last.exitCode, last.output).to.equal(0);
}

/** The logical names of the flows on which each flow depends in state. */
export function dependenciesByName(state: Deployment): Record<string, string[]> {
  const flows = (state.deployment.resources ?? []).filter(({ type }) => type.includes("genesyscloud:"));
  return Object.fromEntries(
    flows.map(({ urn, dependencies }) => [nameOf(urn), (dependencies ?? []).map(nameOf).sort()]),
  );
}

/** The ids of all flows by logical name. */
export function idsByName(state: Deployment): Record<string, string> {
  const flows = (state.deployment.resources ?? []).filter(({ type }) => type.includes("genesyscloud:"));
  return Object.fromEntries(flows.map(({ urn, id }) => [nameOf(urn), id ?? ""]));
}

const nameOf = (urn: string): string => urn.split("::").at(-1) ?? urn;
