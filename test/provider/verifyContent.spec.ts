import { expect } from "chai";
import { startLocalOrg, type LocalOrg } from "genesyscloud-local-org";
import { moduleYaml } from "../local-org/test/flowTexts";
import { collects } from "./documents";
import { startProvider, type ProviderClient } from "./providerClient";
import { envFor, onBothFlowApis, orgFor } from "./flowApis";
import { flowNamed, stateOf, linesOf, moduleOf } from "./providerSteps";

onBothFlowApis("verifyContent", (flowApi, notInDocuments) => {
  let org: LocalOrg;
  let door: ProviderClient;
  before(async () => {
    org = await startLocalOrg({ jobMs: 0, ...orgFor(flowApi) });
    door = await startProvider(org, { env: envFor(flowApi) });
  });
  after(async () => {
    await door.close();
    await org.stop();
  });
  afterEach(async () => {
    await org.control.clearFaults();
    linesOf(door);
  });

  const reads = async (): Promise<number> =>
    (await org.control.journal()).filter(({ method, path }) =>
      flowApi === "document"
        ? method === "GET" && /\/modules\/[^/]+$/.test(path)
        : method === "POST" && path.endsWith("/export/jobs"),
    ).length;

  it("reads the content after each publish, silently if equal", async () => {
    const module = moduleOf("same");
    await module.up(door, { name: "Same", document: collects(), verifyContent: true });
    await module.up(door, { name: "Same", document: collects(2), verifyContent: true });
    expect(await reads()).to.be.at.least(2);
    expect(linesOf(door)).to.not.include("warning");
  });

  it("alone is no change", async () => {
    const module = moduleOf("steered");
    await module.up(door, { name: "Steered", document: collects() });
    expect(await module.up(door, { name: "Steered", document: collects(), verifyContent: true })).to.equal(
      "same",
    );
    expect(await module.up(door, { name: "Steered", document: collects(), verifyContent: false })).to.equal(
      "same",
    );
    expect((await flowNamed(org, "Steered")).publishedVersion).to.equal("1.0");
  });

  /** The organization has the content of another module. */
  const showsInstead = async (other: string): Promise<void> => {
    const { content, document } = await flowNamed(org, other);
    if (flowApi === "architect")
      return org.control.faults({ method: "GET", path: "^/_storage/", status: 200, body: content });
    const { id } = await flowNamed(org, "Differs");
    const body = { id, name: "Differs", type: "module", version: 2, document };
    await org.control.faults({ method: "GET", path: "/modules/[^/?]+", nth: 4, status: 200, body });
  };

  it("warns of a difference by entry and parameter", async () => {
    await moduleOf("other").up(door, { name: "Other", document: collects(3) });
    const module = moduleOf("differs");
    await module.up(door, { name: "Differs", document: collects() });
    linesOf(door);
    await showsInstead("Other");
    await module.up(door, { name: "Differs", document: collects(2), verifyContent: true });
    expect(linesOf(door)).to.match(
      /warning: Differs: what the organization has as version 2\.0 differs .*: entry "start", parameters\.maxDigits\./,
    );
    expect(stateOf(module)).to.deep.include({ incomplete: false });
    expect(stateOf(module).outputs).to.deep.include({ publishedVersion: "2.0", document: collects(2) });
  });

  notInDocuments("files", () => {
    it("warns of a difference from a file by entry and parameter", async () => {
      const module = moduleOf("file");
      const yaml = moduleYaml("File", "Press a digit.");
      await module.up(door, { yaml, verifyContent: true });
      expect(linesOf(door)).to.not.include("warning");
      await org.control.faults({
        method: "GET",
        path: "^/_storage/",
        status: 200,
        body: moduleYaml("File", "Say a word."),
      });
      await module.up(door, { yaml: moduleYaml("File", "Press one digit."), verifyContent: true });
      expect(linesOf(door)).to.match(/warning: File: .* differs .*: entry "start", parameters\.audio\.tts\./);
    });

    it("without permission publishes, and warns with its name", async () => {
      const module = moduleOf("unread");
      await org.control.faults({ method: "POST", path: "/export/jobs$", status: 403 });
      await module.up(door, { name: "Unread", document: collects(), verifyContent: true });
      expect(linesOf(door)).to.match(
        /warning: Unread: version 1\.0 is published, but could not be compared.*architect:jobExport:create/,
      );
      expect(stateOf(module)).to.deep.include({ incomplete: false });
    });
  });
});
