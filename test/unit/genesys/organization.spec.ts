import { expect } from "chai";
import { connect } from "#genesys/connect";
import { CloudError, PermissionError } from "#genesys/http/platformErrors";
import type { FlowApi } from "#genesys/flowApi";
import { startStub, tokenReply, type PlatformStub, type Reply } from "./platformStub";
import { localEnv, settingsOf, skippingClock } from "./testRuntime";

describe("the organization", () => {
  let stub: PlatformStub;
  let login: Reply;
  let me: Reply;
  beforeEach(async () => {
    login = tokenReply("t0k3n-1");
    me = { body: { id: "org-1", name: "Acme" } };
    stub = await startStub(({ url }) => (url === "/oauth/token" ? login : me));
  });
  afterEach(() => stub.stop());

  const api = (env: NodeJS.ProcessEnv = {}): FlowApi =>
    connect(settingsOf({ ...localEnv(stub.url), ...env }), { clock: skippingClock(), random: () => 0.5 });
  const failure = async (act: Promise<unknown>): Promise<CloudError> => {
    const error: unknown = await act.catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(CloudError);
    return error as CloudError;
  };

  it("is the one that Genesys Cloud returns", async () => {
    expect(await api().organization()).to.deep.equal({ id: "org-1", name: "Acme" });
  });

  it("must match the one in the settings", async () => {
    const { message } = await failure(api({ GENESYS_ORG_ID: "org-2" }).organization());
    expect(message).to.include('"Acme" (org-1)').and.include("GENESYS_ORG_ID");
  });

  it("comes from the settings if a gateway does not return it", async () => {
    me = { status: 403, body: { code: "missing.permissions" } };
    expect(await api({ GENESYS_ORG_ID: "org-2" }).organization()).to.deep.equal({ id: "org-2", name: "" });
  });

  it("is required in the settings if a gateway does not return it", async () => {
    me = { status: 404, body: { code: "not.found" }, headers: { "inin-correlation-id": "c-1" } };
    const { message } = await failure(api().organization());
    expect(message).to.match(/GENESYS_ORG_ID.*organizations\/me, HTTP 404, not.found, correlation id c-1/);
  });

  it("stays unknown if the client may not sign in", async () => {
    login = { status: 403, body: { message: "Forbidden" } };
    const error = await failure(api({ GENESYS_ORG_ID: "org-2" }).organization());
    expect(error).to.be.instanceOf(PermissionError).and.have.property("operation", "POST /oauth/token");
  });
});
