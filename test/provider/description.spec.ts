import { expect } from "chai";
import { parse, stringify } from "yaml";
import type { PropertyMap } from "../engine/values";
import { startLocalOrg, type LocalOrg } from "genesyscloud-local-org";
import { signIn } from "../local-org/test/caller";
import { inboundYaml, moduleYaml } from "../local-org/test/flowTexts";
import { collects, speaks } from "./documents";
import { startProvider, type ProviderClient } from "./providerClient";
import type { Resource } from "./faults/resource";
import { envFor, onBothFlowApis, orgFor } from "./flowApis";
import { callerOf, flowNamed, stateOf, linesOf, moduleOf } from "./providerSteps";

/** A file with more keys in its head. */
const withHead = (yaml: string, head: Record<string, string>): string => {
  const [[root, body] = ["", {}]] = Object.entries(parse(yaml) as Record<string, object>);
  return stringify({ [root]: { ...head, ...body } });
};

onBothFlowApis("description", (flowApi, notInDocuments) => {
  let org: LocalOrg;
  let door: ProviderClient;
  before(async () => {
    org = await startLocalOrg({ jobMs: 20, ...orgFor(flowApi) });
    door = await startProvider(org, { env: envFor(flowApi) });
  });
  after(async () => {
    await door.close();
    await org.stop();
  });
  beforeEach(() => {
    linesOf(door);
  });

  /** Another up, a refresh and one more up, none of which may find a change. */
  const settles = async (flow: Resource, args: PropertyMap): Promise<void> => {
    const { outputs } = stateOf(flow);
    expect(await flow.up(door, args)).to.equal("same");
    linesOf(door);
    await flow.refresh(door);
    expect(linesOf(door)).to.equal("");
    expect(stateOf(flow).outputs).to.deep.equal(outputs);
    expect(await flow.up(door, args)).to.equal("same");
  };
  const described = async (name: string): Promise<string> => (await flowNamed(org, name)).description ?? "";

  for (const [title, resource, document] of [
    ["module", moduleOf, collects()],
    ["inbound flow", callerOf, speaks("Hello.")],
  ] as const) {
    it(`is taken away with the argument: ${title}`, async () => {
      const flow = resource(`away-${title}`);
      const args = { name: `Away ${title}`, document };
      await flow.up(door, { ...args, description: "Hello." });
      expect(await described(args.name)).to.equal("Hello.");
      expect(await flow.up(door, args)).to.equal("updated");
      expect(await described(args.name)).to.equal("");
      await settles(flow, args);
    });
  }

  it("is the same if empty or missing", async () => {
    const flow = moduleOf("empty");
    const args = { name: "Empty", document: collects() };
    await flow.up(door, { ...args, description: "" });
    await settles(flow, args);
    await settles(flow, { ...args, description: "" });
  });

  it("ignores leading and trailing space", async () => {
    const flow = moduleOf("space");
    const args = { name: "Space", document: collects(), description: "\n  Two\n  lines.\n" };
    await flow.up(door, args);
    await settles(flow, args);
    expect(await flow.up(door, { ...args, description: "Two\n  lines." })).to.equal("same");
  });

  notInDocuments("files", () => {
    const editedByHand = async (name: string, description: string): Promise<void> => {
      const { id, content } = await flowNamed(org, name);
      const file = parse(content) as Record<string, object>;
      for (const root of Object.values(file)) Object.assign(root, { description });
      await org.control.edit(id, stringify(file));
    };

    it("added by hand is drift, and the next up removes it", async () => {
      const flow = moduleOf("by-hand");
      const args = { name: "By hand", document: collects() };
      await flow.up(door, args);
      await editedByHand("By hand", "Somebody was here.");
      await flow.refresh(door);
      expect(linesOf(door)).to.include("description");
      expect(await flow.up(door, args)).to.equal("updated");
      expect(await described("By hand")).to.equal("");
      await settles(flow, args);
    });

    for (const [title, resource, yamlOf] of [
      ["module", moduleOf, moduleYaml],
      ["inbound flow", callerOf, inboundYaml],
    ] as const) {
      describe(`in the file of a ${title}`, () => {
        const file = (name: string, description?: string): string =>
          description === undefined ? yamlOf(name) : withHead(yamlOf(name), { description });

        it("becomes the flow's", async () => {
          const flow = resource(`file ${title}`);
          const args = { yaml: file(`File ${title}`, "After hours.") };
          await flow.up(door, args);
          expect(await described(`File ${title}`)).to.equal("After hours.");
          await settles(flow, args);
        });

        it("resolves its substitutions", async () => {
          const flow = resource(`keys ${title}`);
          const yaml = file(`Keys ${title}`, "After {{hour}}.");
          await flow.up(door, { yaml, substitutions: { hour: "six" } });
          expect(await described(`Keys ${title}`)).to.equal("After six.");
          await settles(flow, { yaml, substitutions: { hour: "six" } });
          await flow.up(door, { yaml, substitutions: { hour: "seven" } });
          expect(await described(`Keys ${title}`)).to.equal("After seven.");
          await settles(flow, { yaml, substitutions: { hour: "seven" } });
        });

        it("is overridden by the argument while set", async () => {
          const flow = resource(`argument ${title}`);
          const name = `Argument ${title}`;
          const yaml = file(name, "The file's.");
          await flow.up(door, { yaml, description: "The argument's." });
          expect(await described(name)).to.equal("The argument's.");
          await settles(flow, { yaml, description: "The argument's." });
          expect(await flow.up(door, { yaml })).to.equal("updated");
          expect(await described(name)).to.equal("The file's.");
          await settles(flow, { yaml });
          expect(await flow.up(door, { yaml, description: "" })).to.equal("updated");
          expect(await described(name)).to.equal("");
          await settles(flow, { yaml, description: "" });
        });

        it("is removed with its line", async () => {
          const flow = resource(`line ${title}`);
          const name = `Line ${title}`;
          await flow.up(door, { yaml: file(name, "The file's.") });
          expect(await flow.up(door, { yaml: file(name) })).to.equal("updated");
          expect(await described(name)).to.equal("");
          await settles(flow, { yaml: file(name) });
        });

        it("edited by hand is drift that up restores", async () => {
          const flow = resource(`drift ${title}`);
          const name = `Drift ${title}`;
          const args = { yaml: file(name, "The file's.") };
          await flow.up(door, args);
          await editedByHand(name, "Somebody's.");
          await flow.refresh(door);
          expect(linesOf(door)).to.match(/: description\./);
          expect(await flow.up(door, args)).to.equal("updated");
          expect(await described(name)).to.equal("The file's.");
          await settles(flow, args);
        });

        it("is equal for an earlier version's state", async () => {
          const flow = resource(`earlier ${title}`);
          const args = { yaml: file(`Earlier ${title}`, "The file's.") };
          await flow.up(door, args);
          expect(stateOf(flow).outputs).to.not.have.property("description");
          expect(await flow.up(door, args)).to.equal("same");
        });
      });
    }

    it("and name may differ from the file's without drift", async () => {
      const flow = callerOf("renamed");
      const args = {
        name: "The argument's name",
        description: "The argument's.",
        yaml: withHead(inboundYaml("The file's name"), { description: "The file's." }),
      };
      await flow.up(door, args);
      const { id, content } = await flowNamed(org, args.name);
      await org.control.edit(id, content);
      await flow.refresh(door);
      expect(linesOf(door)).to.equal("");
      expect(await flow.up(door, args)).to.equal("same");
    });

    describe("with a file's division", () => {
      it("keeps that division, and moves the flow back", async () => {
        const somebody = await signIn(org);
        const made = ["Sales", "Support"].map((name) =>
          somebody.call<{ id: string }>("POST", "/api/v2/authorization/divisions", {
            name,
            description: name,
          }),
        );
        const [, support] = (await Promise.all(made)).map(({ body }) => body.id);
        const flow = callerOf("divided");
        const args = { yaml: withHead(inboundYaml("Divided"), { division: "Sales" }) };
        await flow.up(door, args);
        expect(await flowNamed(org, "Divided")).to.include({ division: "Sales" });
        await settles(flow, args);
        const move = `/api/v2/authorization/divisions/${support ?? ""}/objects/FLOW`;
        await somebody.call("POST", move, [stateOf(flow).id]);
        await flow.refresh(door);
        expect(linesOf(door)).to.match(/: division\./);
        expect(await flow.up(door, args)).to.equal("updated");
        expect(await flowNamed(org, "Divided")).to.include({ division: "Sales", publishedVersion: "1.0" });
        await settles(flow, args);
        await flow.up(door, { yaml: withHead(inboundYaml("Divided"), { division: "Support" }) });
        expect(await flowNamed(org, "Divided")).to.include({ division: "Support" });
      });
    });
  });
});
