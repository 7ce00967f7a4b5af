import { expect } from "chai";
import { inboundYaml } from "../local-org/test/flowTexts";
import { e2e } from "./testStack";

const SECRET = "s3cr3t-d0c-9f8e7d";

describe("a secret in a flow's content", () => {
  e2e("is never in plain text, even after edits in Architect", async ({ org, engine, program }) => {
    const yaml = inboundYaml("File", [
      { playAudio: { name: "Say", audio: { tts: "{{pin}}" } } },
      { disconnect: { name: "Bye" } },
    ]);
    await program(`
const pin = pulumi.secret(${JSON.stringify(SECRET)});
new InboundFlow("document", { name: "Document", document: flow.document({
  start: flow.playAudio({ audio: "Your code is" }, { default: "code" }),
  code: flow.playAudio({ audio: pin }, { default: "bye" }),
  bye: flow.disconnect(),
}) });
new InboundFlow("file", { yaml: ${JSON.stringify(yaml)}, substitutions: { pin } });`);
    const said: string[] = [];
    const run = async (of: ReturnType<typeof engine.up>): Promise<Awaited<typeof of>> => {
      const result = await of;
      expect(result.exitCode, result.output).to.equal(0);
      said.push(result.output, JSON.stringify(engine.exportState()));
      return result;
    };
    await run(engine.preview());
    await run(engine.up());
    expect((await run(engine.preview())).changes).to.deep.equal({ same: 3 });

    for (const { id, content } of await org.control.flows()) {
      expect(content).to.include(SECRET);
      const edited = content
        .replace(/name: (code|Say)(\n\s+audio:)/, "name: moved here$2")
        .replace("Welcome.", "Hello.");
      await org.control.edit(id, edited);
    }
    const refresh = await run(engine.refresh());
    expect(refresh.output).to.match(/Document: changed in the organi[sz]ation .*: document\./);
    expect((await run(engine.preview())).changes).to.include({ update: 2 });
    await run(engine.up());
    expect((await run(engine.preview())).changes).to.deep.equal({ same: 3 });
    for (const text of said) expect(text).to.not.include(SECRET);
  });
});
