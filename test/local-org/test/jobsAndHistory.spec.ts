import { expect } from "chai";
import type { Models } from "purecloud-platform-client-v2";
import { inboundYaml } from "./flowTexts";
import { flowPath, useTestOrganization } from "./testOrganization";

describe("jobs and history", () => {
  const world = useTestOrganization();
  const { act } = world;

  it("keep a flow whose first publish failed only if configured", async () => {
    const endless = inboundYaml("Endless", [{ playAudio: { name: "Say", audio: { tts: "Hello." } } }]);
    await world.guessing({ failedCreateLeavesFlow: true, failedJobNamesFlow: true }, async () => {
      const job = await world.me.job(await world.me.upload(endless));
      const [left] = await world.org.control.flows();
      expect(left).to.include({ name: "Endless", publishedVersion: null, active: false });
      expect(job).to.include({ status: "Failure" });
      expect(job.flow?.id).to.equal(left?.id);
    });
  });

  it("name the flow of a running job early only if configured", async () => {
    const id = await world.publish(inboundYaml("Line"));
    await world.org.control.settings({ jobMs: 1_000 });
    const running = async () => world.me.job(await world.me.upload(inboundYaml("Line")));
    expect(await running())
      .to.include({ status: "Started" })
      .and.not.have.property("flow");
    await world.guessing({ jobNamesFlow: "running" }, async () => {
      expect((await running()).flow).to.include({ id });
    });
    await world.org.control.settings({ jobMs: 0 });
  });

  it("request a flow's history in one call and read it in another", async () => {
    const id = await world.publish(inboundYaml("Line"));
    await act("checkout", id);
    const { body } = await world.me.call<Models.Operation>("POST", `${flowPath(id)}/history`);
    expect(body).to.include({ actionName: "HISTORY" });
    const path = `${flowPath(id)}/history/${body.id ?? ""}`;
    const { body: history } = await world.me.call<Models.HistoryListing>("GET", path);
    expect(history.entities?.map(({ action }) => action)).to.deep.equal(["CHECKOUT", "PUBLISH", "CREATE"]);
    const { body: published } = await world.me.call<Models.HistoryListing>("GET", `${path}?action=publish`);
    expect(published.entities).to.have.length(1);
    expect((await world.me.call("GET", `${flowPath(id)}/history/unknown`)).status).to.equal(404);
  });

  it("validate an existing flow, and offer no dry run for a new one", async () => {
    const id = await world.publish(inboundYaml("Line"));
    const validate = async (reference: Models.ArchitectFlowReference) => {
      const { body } = await world.me.call<Models.RegisterArchitectValidateJobResponse>(
        "POST",
        "/api/v2/flows/validate/jobs",
        { flows: [{ flow: reference }] },
      );
      const state = `/api/v2/flows/validate/jobs/${body.id ?? ""}?expand=messages`;
      return (await world.me.call<Models.ArchitectValidateJobStateResponse>("GET", state)).body;
    };
    expect(await validate({ id })).to.include({ status: "Success", command: "Validate" });
    const missing = await validate({ name: "Nobody", type: "INBOUNDCALL" });
    expect(missing.status).to.equal("Failure");
    expect(JSON.stringify(missing.messages)).to.contain(
      "the flow named 'Nobody' of type 'inboundcall' does not exist.",
    );
  });
});
