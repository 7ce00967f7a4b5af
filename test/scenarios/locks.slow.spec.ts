import { expect } from "chai";
import { moduleAndTwoFlows } from "./programs";
import { e2e } from "./testStack";

describe("a locked flow", () => {
  e2e("fails an up, and is updated only with forceUnlock", async ({ org, engine, program }) => {
    await program(moduleAndTwoFlows());
    expect((await engine.up()).exitCode).to.equal(0);
    const line = (await org.control.flows()).find(({ name }) => name === "Inbound_1");
    await org.control.lock(line?.id ?? "", "Jane Doe");

    await program(moduleAndTwoFlows({ maxDigits: 2 }));
    const stopped = await engine.up();
    expect(stopped.exitCode, stopped.output).to.not.equal(0);
    expect(stopped.output).to.include("Jane Doe").and.include("forceUnlock: true");

    await program(
      moduleAndTwoFlows({ maxDigits: 2 }).replace(
        'name: "Inbound_"',
        'forceUnlock: n === 1, name: "Inbound_"',
      ),
    );
    const up = await engine.up();
    expect(up.exitCode, up.output).to.equal(0);
    const taken = (await org.control.flows()).find(({ id }) => id === line?.id);
    expect(taken).to.include({ lockedBy: null });
    expect(taken?.modules.map(({ version }) => version)).to.deep.equal(["2.0"]);
  });
});
