import { expect } from "chai";
import type { Models } from "purecloud-platform-client-v2";
import { startLocalOrg } from "../src/index";
import type { LocalOrg } from "../src/index";
import { signIn } from "./caller";
import { callerYaml, moduleYaml } from "./flowTexts";

describe("fifty concurrent clients", () => {
  let org: LocalOrg;
  before(async () => {
    org = await startLocalOrg({ jobMs: 5, ratePerMinute: 10_000 });
  });
  after(() => org.stop());

  it("publish and read a hundred flows without loss or duplicates", async () => {
    const rounds = 2;
    const first = await signIn(org);
    await waitFor(() => first.upload(moduleYaml("Digit")), first);
    const work = Array.from({ length: 50 }, async (_none, client) => {
      const me = await signIn(org);
      for (let round = 0; round < rounds; round++) {
        const name = `Line ${client}-${round}`;
        const made = await waitFor(() => me.upload(callerYaml(name, "Digit")), me);
        const again = await waitFor(() => me.upload(callerYaml(name, "Digit")), me);
        expect(again.flow?.id).to.equal(made.flow?.id);
        const { body } = await me.call<Models.Flow>("GET", `/api/v2/flows/${made.flow?.id ?? ""}`);
        expect(body).to.include({ name, active: true });
        expect(body.publishedVersion).to.include({ id: "2.0" });
      }
    });
    await Promise.all(work);
    const flows = (await org.control.flows()).filter(({ type }) => type === "INBOUNDCALL");
    expect(flows).to.have.length(50 * rounds);
    expect(new Set(flows.map(({ name }) => name)).size).to.equal(50 * rounds);
    expect(new Set(flows.map(({ id }) => id)).size).to.equal(50 * rounds);
    expect(
      flows.every(({ publishedVersion, modules }) => publishedVersion === "2.0" && modules.length === 1),
    ).to.equal(true);
    const journal = await org.control.journal();
    expect(journal.every(({ status }) => status < 300)).to.equal(true);
    expect(journal.filter(({ method }) => method === "PUT")).to.have.length(1 + 100 * rounds);
  });

  it("publishing the same name create one flow with a version each", async () => {
    const ids = await Promise.all(
      Array.from({ length: 50 }, async () => {
        const me = await signIn(org);
        return (await waitFor(() => me.upload(moduleYaml("Shared")), me)).flow?.id;
      }),
    );
    expect(new Set(ids).size).to.equal(1);
    const shared = (await org.control.flows()).filter(({ name }) => name === "Shared");
    expect(shared.map(({ publishedVersion }) => publishedVersion)).to.deep.equal(["50.0"]);
  });
});

/** Uploads and polls until the job succeeds. */
async function waitFor(
  upload: () => Promise<string>,
  me: Awaited<ReturnType<typeof signIn>>,
): Promise<Models.ArchitectJobStateResponse> {
  const id = await upload();
  for (;;) {
    const job = await me.job(id);
    if (job.status === "Success") return job;
    if (job.status === "Failure") throw new Error(JSON.stringify(job.messages));
  }
}
