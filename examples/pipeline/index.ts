import { flow, FlowModule, InboundFlow } from "pulumi-genesyscloud";

const goodbye = new FlowModule("goodbye", {
  name: "SharedGoodbye",
  description: "How every line of ours says goodbye.",
  document: flow.document({ start: flow.playAudio({ audio: "Thank you for calling. Goodbye." }) }),
});

new InboundFlow("hotline", {
  name: "Hotline",
  description: "Deployed by the pipeline of this repository; do not edit in Architect.",
  document: flow.document({
    start: flow.playAudio({ audio: "Our hotline is closed for today." }, { default: "goodbye" }),
    goodbye: flow.invokeSubFlow({ module: goodbye }, { default: "end" }),
    end: flow.disconnect(),
  }),
});
