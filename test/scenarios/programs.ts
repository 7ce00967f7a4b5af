/** The program of most scenarios: one module, and two inbound flows that call it. */
export function moduleAndTwoFlows({ maxDigits = 1, description = "Collects a digit." } = {}): string {
  return `
const collector = new FlowModule("collector", {
  name: "Collector",
  description: ${JSON.stringify(description)},
  document: flow.document({ start: flow.collectInput({ maxDigits: ${maxDigits}, timeout: 5000 }) }),
});
for (const n of [1, 2]) {
  new InboundFlow("inbound-" + n, {
    name: "Inbound_" + n,
    document: flow.document({
      start: flow.invokeSubFlow({ module: collector }, { default: "bye" }),
      bye: flow.disconnect(),
    }),
  });
}`;
}
