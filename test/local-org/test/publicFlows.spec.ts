import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { exportFlow } from "../src/architect/exporting/exportFlow";
import { readFlowFile } from "../src/architect/flowFile";
import { seedsOf, substituted } from "../../flowFiles";
import { useTestOrganization } from "./testOrganization";

/** The folder in FLOW_FILES. The files are not part of this repository. */
const folder = process.env.FLOW_FILES;

/** Files that every organization refuses, with the error message. */
const broken: Record<string, string> = {
  "inboundCall-CrossOrgMainFlow.yaml": "the property 'states' cannot be assigned a value.",
};

describe("public flows:", () => {
  const world = useTestOrganization();
  const files = folder ? readdirSync(folder).filter((file) => /^(inboundCall|commonModule)-/.test(file)) : [];

  before(function () {
    if (files.length === 0) this.skip();
  });

  it("are available, or these specs are skipped", () => {
    expect(files.length).to.be.greaterThan(20);
  });

  for (const file of files) {
    const words = broken[file];
    it(words === undefined ? `${file} publishes, and again as it is exported` : `${file} fails`, async () => {
      const text = substituted(readFileSync(join(folder ?? "", file), "utf8"));
      const seeds = seedsOf(text);
      await world.org.control.objects(seeds.objects);
      for (const name of seeds.divisions) {
        await world.me.call("POST", "/api/v2/authorization/divisions", { name, description: "" });
      }
      for (const flow of seeds.flows) await world.publish(flow);
      if (words !== undefined) {
        const job = await world.me.job(await world.me.upload(text));
        expect(JSON.stringify(job.messages)).to.contain(words);
        return;
      }
      const id = await world.publish(text);
      const exported = await world.me.exported({ id });
      expect(await world.publish(exported)).to.equal(id);
      expect(await world.me.exported({ id })).to.equal(exported);
    });
  }
});

describe("exporting an exported file:", () => {
  /** Unedited exports from Genesys Cloud. */
  const exports = [
    "commonModule-ResolveContact.yaml",
    "inboundCall-Architect_flow_demo.yaml",
    "inboundCall-Basic_CICD_Flow.yaml",
    "inboundCall-CXaC_VoiceInbound_Simple_v1-0.yaml",
    "inboundCall-CXaC_VoiceInbound_v1-0.yaml",
    "inboundCall-Closed-Hours6.yaml",
    "inboundCall-ForceDisconnect_v7-0.yaml",
    "inboundCall-HarshTestFlow-INBOUNDCALL-c973b27c-487e-4c58-beb1-b5315cb84bf9.yaml",
    "inboundCall-Holiday11.yaml",
    "inboundCall-Kishore_Terraform_Demo_Template_v2-0.yaml",
    "inboundCall-call-park-agent-inbound-flow.yaml",
    "inboundCall-orbit-parked-call-retrieval.yaml",
  ];
  for (const file of exports) {
    it(`${file} is that file again, key for key in its order`, function () {
      if (folder === undefined) this.skip();
      const text = substituted(readFileSync(join(folder ?? "", file), "utf8"));
      const { body } = readFlowFile(text);
      const { name, description, division } = body as Record<
        "name" | "description" | "division",
        string | undefined
      >;
      const again = (newer: boolean) =>
        withoutNumbers(
          exportFlow({
            content: text,
            name: name ?? "",
            description,
            division: division ?? "Home",
            modules: [],
            addMainMenu: false,
            referencedObjects: false,
            newer,
          }),
        );
      // A flow without a description, or created before divisions existed, exports neither; this organization always
      // does.
      const added = description === undefined ? '"description":"",' : "";
      const source = withoutNumbers(text);
      expect([again(true), again(false)].map((json) => json.replace(added, ""))).to.include(source);
    });
  }
});

/** The flow as JSON in its key order, without Architect's tracking ids. */
const withoutNumbers = (text: string): string => JSON.stringify(parse(text)).replace(/_\d+(?=["\]])/g, "");
