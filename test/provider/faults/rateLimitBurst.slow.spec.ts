import { expect } from "chai";
import { startLocalOrg, type LocalOrg } from "genesyscloud-local-org";
import { signIn } from "../../local-org/test/caller";
import { collects } from "../documents";
import { startProvider, type ProviderClient } from "../providerClient";
import { moduleOf } from "../providerSteps";

const FLOWS = 50;
/** Requests per minute: fewer than these flows need. */
const LIMIT = 100;
const names = Array.from({ length: FLOWS }, (_, i) => `Module ${i}`);

/** Creates fifty modules at once, distributed over the provider processes. */
const createAll = async (doors: readonly ProviderClient[]): Promise<string[]> => {
  const made = names.map(async (name, i) => {
    const door = doors[i % doors.length];
    if (door === undefined) throw new Error("there is no door");
    return moduleOf(name).up(door, { name, document: collects() });
  });
  return Promise.all(made);
};

describe("creating fifty flows above the rate limit", () => {
  let org: LocalOrg;
  const doors: ProviderClient[] = [];
  beforeEach(async () => {
    org = await startLocalOrg({ jobMs: 20, ratePerMinute: LIMIT });
  });
  afterEach(async () => {
    for (const door of doors.splice(0)) await door.close();
    await org.stop();
  });

  const expectAllThereOnce = async (): Promise<void> => {
    const flows = await org.control.flows();
    expect(flows.map(({ name }) => name)).to.have.members(names);
    expect(flows.every(({ publishedVersion }) => publishedVersion === "1.0")).to.equal(true);
  };
  const refused = async (): Promise<number> =>
    (await org.control.journal()).filter(({ status }) => status === 429).length;

  it("gets no 429 if nothing else uses the token", async () => {
    doors.push(await startProvider(org));
    expect(await createAll(doors)).to.deep.equal(names.map(() => "created"));
    const counted = (await org.control.journal()).filter(({ path }) => path.startsWith("/api/"));
    expect(counted.length, "calls that count").to.be.above(LIMIT);
    expect(await refused()).to.equal(0);
    await expectAllThereOnce();
  });

  it("succeeds if other clients use up the token's limit", async () => {
    const others = await signIn(org);
    const env = { GENESYSCLOUD_ACCESS_TOKEN: others.token };
    doors.push(await startProvider(org, { env }), await startProvider(org, { env }));
    const running = createAll(doors);
    // As many as the token has left, so that the next request is refused.
    while ((await refused()) === 0) await others.call("GET", "/api/v2/organizations/me");
    expect(await running).to.deep.equal(names.map(() => "created"));
    await expectAllThereOnce();
  });
});
