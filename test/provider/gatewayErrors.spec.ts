import { expect } from "chai";
import type { PropertyMap } from "../engine/values";
import { localClient, startLocalOrg, type LocalOrg } from "genesyscloud-local-org";
import { collects, invokes } from "./documents";
import { startProvider, type ProviderClient } from "./providerClient";
import { envFor, orgFor } from "./flowApis";
import { expectFailure } from "./providerSteps";

const NOBODY = "3f2f0c7e-0000-4000-8000-000000000000";
const entry = (actionType: string, nexts?: PropertyMap): PropertyMap => ({
  entryType: "action",
  action: { action: actionType, actionType, parameters: actionType === "playAudio" ? { audio: "Hi" } : {} },
  ...(nexts !== undefined && { nexts }),
});

describe("document API errors", () => {
  let org: LocalOrg;
  let door: ProviderClient;
  before(async () => {
    org = await startLocalOrg(orgFor("document"));
    door = await startProvider(org, { env: envFor("document") });
  });
  after(async () => {
    await door.close();
    await org.stop();
  });
  afterEach(async () => {
    await org.control.client(localClient);
    await org.control.clearFaults();
    for (const { id } of await org.control.flows()) await org.control.deleteFlow(id);
  });

  const unchanged = async (): Promise<void> => {
    expect(await org.control.flows()).to.deep.equal([]);
  };
  /** One message for the user, without a stack trace. */
  const said = async (act: Promise<unknown>): Promise<string> => {
    const message = await expectFailure(act);
    expect(message).to.not.match(/^\s+at /m);
    return message;
  };

  // Preview finds these itself. They are sent unchecked here: a gateway may know fewer actions, or other
  // rules.
  describe("in an invalid document name the place:", () => {
    for (const [title, document, place] of [
      [
        "a path to an entry that is not there",
        { content: { entries: { start: entry("playAudio", { default: "bye" }) } } },
        'document.content.entries.start.nexts.default: there is no entry "bye"',
      ],
      [
        "an action that it does not know",
        { content: { entries: { start: entry("playAudio", { default: "song" }), song: entry("sing") } } },
        'document.content.entries.song.action.actionType: there is no action "sing"',
      ],
      [
        "a module id that is no module of the organization",
        invokes(NOBODY),
        "document.content.entries.start.action.parameters.moduleId",
      ],
    ] as [string, PropertyMap, string][]) {
      it(title, async () => {
        const message = await said(door.inboundFlow.create({ name: "Line", document, enabled: true }));
        expect(message)
          .to.match(
            /^The gateway does not take the flow's document, and has changed nothing\. Correct the places/,
          )
          .and.include("module.id")
          .and.include("Invalid Flow Document")
          .and.include(place)
          .and.include("[POST /api/v2/flows, HTTP 400, invalid.flow.document");
        await unchanged();
      });
    }

    it("on update, which changes nothing", async () => {
      const { id, outputs } = await door.module.create({ name: "Kept", document: collects() });
      const document = { content: { entries: { start: entry("sing") } } };
      const message = await said(door.module.update(id, outputs, { name: "Kept", document }));
      expect(message)
        .to.include("entries.start.action.actionType")
        .and.include(`PUT /api/v2/flows/modules/${id}`);
      expect((await org.control.flows())[0]).to.include({ publishedVersion: "1.0" });
    });
  });

  describe("name a missing scope:", () => {
    const ALL = ["flow:module:read", "flow:module:write", "flow:flow:read", "flow:flow:write"];
    for (const [scope, act] of [
      ["flow:module:read", () => door.module.create({ name: "A", document: collects() })],
      ["flow:module:write", () => door.module.create({ name: "A", document: collects() })],
      ["flow:flow:read", () => door.inboundFlow.create({ name: "A", document: invokes(NOBODY) })],
      ["flow:flow:write", () => door.inboundFlow.create({ name: "A", document: invokes(NOBODY) })],
    ] as [string, () => Promise<unknown>][]) {
      it(scope, async () => {
        const permissions = ALL.filter((one) => one !== scope);
        await org.control.client({ ...localClient, permissions });
        const message = await said(act());
        expect(message)
          .to.include(`lacks ${scope}. Give the client that scope, where the gateway registers its clients.`)
          .and.include("HTTP 403");
        for (const held of permissions) expect(message).to.not.include(held);
        await unchanged();
      });
    }
  });

  it("for an unknown token name the settings to check", async () => {
    const env = {
      ...envFor("document"),
      GENESYSCLOUD_GATEWAY_URL: org.url,
      GENESYSCLOUD_ACCESS_TOKEN: "made-up-for-this-spec",
    };
    const outsider = await startProvider(undefined, { env });
    try {
      const message = await said(outsider.module.create({ name: "A", document: collects() }));
      expect(message)
        .to.include("genesyscloud:accessToken, from GENESYSCLOUD_ACCESS_TOKEN (environment)")
        .and.include("genesyscloud:gatewayUrl, from GENESYSCLOUD_GATEWAY_URL (environment)")
        .and.include("HTTP 401")
        .and.not.include("made-up-for-this-spec");
      await unchanged();
    } finally {
      await outsider.close();
    }
  });

  describe("for a taken name list both solutions:", () => {
    const taken = async (name: string): Promise<string> =>
      (await door.module.create({ name, document: collects() })).id;

    it("before any write", async () => {
      const id = await taken("Outsider's");
      await org.control.clearJournal();
      const other = await startProvider(org, { env: envFor("document") });
      try {
        const message = await said(other.module.create({ name: "Outsider's", document: collects(2) }));
        expect(message)
          .to.include(id)
          .and.match(/another name, or add onConflict: "adopt"/);
        expect((await org.control.journal()).map(({ method }) => method)).to.not.include("PUT");
      } finally {
        await other.close();
      }
    });

    it("if it is taken between lookup and write", async () => {
      await taken("Raced");
      await org.control.faults({
        method: "GET",
        path: "^/api/v2/flows/modules$",
        status: 200,
        body: { entities: [], pageNumber: 1, pageCount: 0, pageSize: 100, total: 0 },
      });
      const message = await said(door.module.create({ name: "Raced", document: collects(2) }));
      expect(message)
        .to.match(/another name, or add onConflict: "adopt"/)
        .and.include("HTTP 409");
      expect((await org.control.flows())[0]).to.include({ publishedVersion: "1.0" });
    });

    it("in a rename", async () => {
      const other = await taken("Other");
      const { id, outputs } = await door.module.create({ name: "Mine", document: collects() });
      const message = await said(door.module.update(id, outputs, { name: "Other", document: collects() }));
      expect(message)
        .to.include(other)
        .and.match(/choose another name, or rename or delete that one first/);
      expect((await org.control.flows()).map(({ name }) => name)).to.have.members(["Mine", "Other"]);
    });

    it("in a rename, if it is taken between lookup and write", async () => {
      await taken("Other");
      const { id, outputs } = await door.module.create({ name: "Mine", document: collects() });
      await org.control.faults({
        method: "GET",
        path: "^/api/v2/flows/modules$",
        status: 200,
        body: { entities: [], pageNumber: 1, pageCount: 0, pageSize: 100, total: 0 },
      });
      const message = await said(door.module.update(id, outputs, { name: "Other", document: collects() }));
      expect(message)
        .to.match(/"Mine" cannot be renamed to "Other".*Choose another name, or rename or delete that one/)
        .and.include("HTTP 409");
      expect((await org.control.flows()).map(({ name }) => name)).to.have.members(["Mine", "Other"]);
    });
  });
});
