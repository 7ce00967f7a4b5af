import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { verifyFlowReferencesModule } from "pulumi-genesyscloud";
import { flowsIn, type Export, type StackFlow } from "./stack";

// pulumi stack export | npx tsx verify.ts      or      npx tsx verify.ts export.json
async function main([file]: string[]): Promise<void> {
  if (file === undefined && process.stdin.isTTY) {
    throw new Error("Give the output of `pulumi stack export`: through a pipe, or as a file.");
  }
  const exported = file === undefined ? await text(process.stdin) : readFileSync(file, "utf8");
  const { flows, modules } = flowsIn(JSON.parse(exported) as Export);
  const lines = (await Promise.all(flows.map((flow) => report(flow, modules)))).flat();
  console.log(lines.length > 0 ? lines.join("\n") : "This stack has no inbound flow.");
  // For pipelines: something is not as the stack says.
  if (lines.some((line) => /^ {2}MISSING|, BEHIND /.test(line))) process.exitCode = 1;
}

/** What a flow really references: every module of the stack is asked for, and those of other stacks that the flow names. */
async function report(flow: StackFlow, modules: ReadonlyMap<string, string>): Promise<string[]> {
  const candidates = [...new Set([...modules.keys(), ...flow.modules])];
  const found = await Promise.all(
    candidates.map(async (id) => ({
      id,
      ...(await verifyFlowReferencesModule(flow.id, id, flow.settings)),
    })),
  );
  const version = found.find(({ flowVersion }) => flowVersion !== undefined)?.flowVersion;
  const [first] = found;
  // Gone, or never published: then every answer says so.
  if (first !== undefined && version === undefined) return [flow.name, `  MISSING: ${first.reason}`];

  const lines = found.flatMap(({ id, references, reason, moduleVersion = 0, latestModuleVersion = 0 }) => {
    if (!references) return flow.modules.includes(id) ? [`  MISSING: ${reason}`] : [];
    const behind = latestModuleVersion > moduleVersion ? `, BEHIND ${latestModuleVersion}` : "";
    return [`  ${modules.get(id) ?? id}: version ${moduleVersion}${behind}`];
  });
  const head = version === undefined ? flow.name : `${flow.name}, version ${version}`;
  return [head, ...(lines.length > 0 ? lines : ["  references no module"])];
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
