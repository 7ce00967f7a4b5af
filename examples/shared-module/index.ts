import { FlowModule, InboundFlow } from "pulumi-genesyscloud";

// Shared logic: asks for one digit.
const collector = new FlowModule("collector", {
  name: "SharedDTMFCollector",
  description: "Shared module for collecting a single digit.",
  document: {
    content: {
      entries: {
        start: {
          entryType: "action",
          action: {
            action: "collectInput",
            actionType: "collectInput",
            parameters: { inputType: "DTMF", maxDigits: 1, timeout: 5000 },
          },
        },
      },
    },
  },
});

// Two flows that invoke it. `collector.id` is an output, so the module is published before either of them.
for (const n of [1, 2]) {
  new InboundFlow(`inbound-${n}`, {
    name: `InboundFlow_${n}`,
    enabled: true,
    document: {
      content: {
        entries: {
          start: {
            entryType: "action",
            action: {
              action: "invokeSubFlow",
              actionType: "invokeSubFlow",
              parameters: { moduleId: collector.id, timeout: 30000 },
            },
            nexts: { default: "end_step" },
          },
          end_step: { entryType: "action", action: { action: "end", actionType: "end" } },
        },
      },
    },
  });
}
