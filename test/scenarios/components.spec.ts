import { expect } from "chai";
import { dependenciesByName, LINE, round } from "./components";
import { e2e } from "./testStack";

describe("flows in a component", () => {
  e2e("support preview, up, refresh and destroy, also nested", async (world) => {
    await world.program(`${LINE} new Line("acme");`);
    await round(world);
    expect(dependenciesByName(world.engine.exportState())).to.deep.equal({
      "acme-collector": [],
      "acme-day": ["acme-collector"],
      "acme-night": ["acme-collector"],
      "acme-greeting": [],
      "acme-farewell": [],
    });
    const destroy = await world.engine.destroy();
    expect(destroy.exitCode, destroy.output).to.equal(0);
    expect(await world.org.control.flows()).to.deep.equal([]);
  });
});
