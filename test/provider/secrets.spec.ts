import { expect } from "chai";
import { startLocalOrg, type LocalOrg } from "genesyscloud-local-org";
import { inboundYaml } from "../local-org/test/flowTexts";
import { startProvider, type ProviderClient } from "./providerClient";
import { callerOf, expectFailure } from "./providerSteps";

const SECRET = "s3cr3t-9f8e7d";

describe("a platform error that quotes a secret", () => {
  let org: LocalOrg;
  let provider: ProviderClient;
  before(async () => {
    org = await startLocalOrg({ jobMs: 0 });
    provider = await startProvider(org);
  });
  after(async () => {
    await provider.close();
    await org.stop();
  });
  beforeEach(() => org.control.jobs({ fail: [`the text '${SECRET}' is not allowed`] }));

  const spoken = (audio: string) => ({
    content: {
      entries: {
        start: {
          entryType: "action",
          action: { action: "playAudio", actionType: "playAudio", parameters: { audio } },
          nexts: { default: "bye" },
        },
        bye: { entryType: "action", action: { action: "disconnect", actionType: "disconnect" } },
      },
    },
  });

  it("hides a secret of a document", async () => {
    const program = { name: "Document", document: spoken(SECRET), __secrets: ["document"] };
    const message = await expectFailure(callerOf("document").up(provider, program));
    expect(message).to.contain("the text '[secret]' is not allowed");
  });

  it("hides a secret value of a substitution", async () => {
    const yaml = inboundYaml("File", [
      { playAudio: { name: "Say", audio: { tts: "{{pin}}" } } },
      { disconnect: { name: "Bye" } },
    ]);
    const program = { yaml, substitutions: { pin: SECRET }, __secrets: ["substitutions", "yaml"] };
    const message = await expectFailure(callerOf("file").up(provider, program));
    expect(message).to.contain("the text '[secret]' is not allowed");
  });

  it("shows text that is not secret", async () => {
    const program = { name: "Open", document: spoken(SECRET) };
    const message = await expectFailure(callerOf("open").up(provider, program));
    expect(message).to.contain(SECRET);
  });
});
