import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { journalIn, packageHome } from "../../../provider/src/lifecycle/journal";

const KEY = { owner: "urn:pulumi:dev::ivr::FlowModule::a", organizationId: "org", type: "COMMONMODULE" };
const ENTRY = { ...KEY, name: "A", jobId: "job-1", at: 1_700_000_000_000 };

describe("the journal of what creates have begun", () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), "journal-"));
  });
  afterEach(() => rm(home, { recursive: true }));

  it("gives a later process what an earlier one wrote down", async () => {
    await journalIn({ PULUMI_HOME: home }).begin(ENTRY);
    expect(await journalIn({ PULUMI_HOME: home }).find(KEY)).to.deep.equal([ENTRY]);
  });

  it("keeps all that was begun, in its order", async () => {
    const again = { ...ENTRY, jobId: "job-2" };
    await journalIn({ PULUMI_HOME: home }).begin(ENTRY);
    await journalIn({ PULUMI_HOME: home }).begin(again);
    expect(await journalIn({ PULUMI_HOME: home }).find(KEY)).to.deep.equal([ENTRY, again]);
  });

  it("knows resources, organisations and types apart", async () => {
    const journal = journalIn({ PULUMI_HOME: home });
    await journal.begin(ENTRY);
    expect(await journal.find({ ...KEY, owner: "another" })).to.deep.equal([]);
    expect(await journal.find({ ...KEY, organizationId: "another" })).to.deep.equal([]);
    expect(await journal.find({ ...KEY, type: "INBOUNDCALL" })).to.deep.equal([]);
  });

  it("forgets what is finished, and does not mind finishing twice", async () => {
    const journal = journalIn({ PULUMI_HOME: home });
    await journal.begin(ENTRY);
    await journal.finish(KEY);
    await journal.finish(KEY);
    expect(await journal.find(KEY)).to.deep.equal([]);
  });

  it("ends with an error where nothing can be created", async () => {
    const outcome = await journalIn({ PULUMI_HOME: "/proc/home" })
      .begin(ENTRY)
      .catch((error: unknown) => error);
    expect(outcome).to.be.instanceOf(Error);
  });

  it("is in the user's home where PULUMI_HOME is empty", () => {
    expect(packageHome({ PULUMI_HOME: " " })).to.equal(packageHome({}));
  });

  it("does not hide an entry that cannot be read", async () => {
    const journal = journalIn({ PULUMI_HOME: home });
    await journal.begin(ENTRY);
    const folder = join(home, "genesyscloud", "unfinished");
    for (const file of await readdir(folder)) await writeFile(join(folder, file), "{");
    const outcome = await journal.find(KEY).catch((error: unknown) => error);
    expect(outcome).to.be.instanceOf(SyntaxError);
  });
});
