import { flow, FlowModule, InboundFlow } from "pulumi-genesyscloud";

// The same stack as index.ts, written with the builders. They return exactly the entries that index.ts spells out.
const collector = new FlowModule("collector", {
  name: "SharedDTMFCollector",
  description: "Shared module for collecting a single digit.",
  document: flow.document({
    start: flow.collectInput({ inputType: "DTMF", maxDigits: 1, timeout: 5000 }),
  }),
});

for (const n of [1, 2]) {
  new InboundFlow(`inbound-${n}`, {
    name: `InboundFlow_${n}`,
    enabled: true,
    document: flow.document({
      start: flow.invokeSubFlow({ module: collector, timeout: 30000 }, { default: "end_step" }),
      end_step: flow.end(),
    }),
  });
}
