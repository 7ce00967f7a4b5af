import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { pendingCreateStore, packageHome, type PendingCreateStore } from "#lifecycle/pendingCreates";

const KEY = { owner: "urn:pulumi:dev::ivr::FlowModule::a", organizationId: "org", type: "COMMONMODULE" };
const ENTRY = { ...KEY, name: "A", jobId: "job-1", at: 1_700_000_000_000 };

describe("the journal of pending creates", () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), "journal-"));
  });
  afterEach(() => rm(home, { recursive: true }));

  const said: string[] = [];
  const open = (): PendingCreateStore => pendingCreateStore({ PULUMI_HOME: home }, (line) => said.push(line));

  it("is readable by a later process", async () => {
    await open().begin(ENTRY);
    expect(await open().find(KEY)).to.deep.equal([ENTRY]);
  });

  it("keeps all entries in order", async () => {
    const again = { ...ENTRY, jobId: "job-2" };
    await open().begin(ENTRY);
    await open().begin(again);
    expect(await open().find(KEY)).to.deep.equal([ENTRY, again]);
  });

  it("separates resources, organizations and types", async () => {
    const journal = open();
    await journal.begin(ENTRY);
    expect(await journal.find({ ...KEY, owner: "another" })).to.deep.equal([]);
    expect(await journal.find({ ...KEY, organizationId: "another" })).to.deep.equal([]);
    expect(await journal.find({ ...KEY, type: "INBOUNDCALL" })).to.deep.equal([]);
  });

  it("removes finished entries, even twice", async () => {
    const journal = open();
    await journal.begin(ENTRY);
    await journal.finish(KEY);
    await journal.finish(KEY);
    expect(await journal.find(KEY)).to.deep.equal([]);
  });

  it("fails if the file cannot be created", async () => {
    const outcome = await pendingCreateStore({ PULUMI_HOME: "/proc/home" }, () => undefined)
      .begin(ENTRY)
      .catch((error: unknown) => error);
    expect(outcome).to.be.instanceOf(Error);
  });

  it("is in the user's home directory if PULUMI_HOME is empty", () => {
    expect(packageHome({ PULUMI_HOME: " " })).to.equal(packageHome({}));
  });

  it("separates the entries of different stacks", async () => {
    const journal = open();
    const other = { ...ENTRY, owner: "urn:pulumi:dev::ivr::InboundFlow::b", type: "INBOUNDCALL" };
    await journal.begin(ENTRY);
    await journal.begin(other);
    await journal.begin({ ...ENTRY, owner: "urn:pulumi:prod::ivr::FlowModule::a" });
    expect(await journal.ofStack("urn:pulumi:dev::ivr::FlowModule::c")).to.have.deep.members([ENTRY, other]);
    expect(await journal.ofStack("urn:pulumi:test::ivr::FlowModule::c")).to.deep.equal([]);
  });

  it("records which results were returned", async () => {
    const journal = open();
    await journal.begin(ENTRY);
    await journal.answer(KEY);
    expect(await open().find(KEY)).to.deep.equal([{ ...ENTRY, answered: true }]);
    await journal.answer({ ...KEY, owner: "nobody" });
    expect(await journal.ofStack(KEY.owner)).to.have.length(1);
  });

  for (const [title, content] of [
    ["is cut short", '[{"owner":"urn'],
    ["is empty", ""],
    ["holds something else", '{"jobId":"job-1"}'],
    ["holds entries without what they need", '[{"owner":"urn:a","name":"A"}]'],
  ] as const) {
    it(`sets a file aside that ${title}, names it, and goes on`, async () => {
      const journal = open();
      await journal.begin(ENTRY);
      const folder = join(home, "genesyscloud", "unfinished");
      const [file = ""] = await readdir(folder);
      await writeFile(join(folder, file), content);
      said.length = 0;
      expect(await journal.find(KEY)).to.deep.equal([]);
      expect(said).to.have.length(1);
      expect(said[0]).to.include(join(folder, file)).and.include("damaged");
      await journal.begin(ENTRY);
      expect(await open().find(KEY)).to.deep.equal([ENTRY]);
      expect(said).to.have.length(1);
      expect(await readdir(folder)).to.have.members([file, `${file}.damaged`]);
    });
  }
});
