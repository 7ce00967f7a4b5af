import { readFileSync } from "node:fs";
import { join } from "node:path";
import { flow, Flow, InboundFlow } from "pulumi-genesyscloud";

const file = (name: string) => readFileSync(join(__dirname, "flows", `${name}.yaml`), "utf8");

// Each file says itself of what type it is: its root key.
const hold = new Flow("hold", { yaml: file("hold") }); // inqueueCall
const card = new Flow("card", { yaml: file("card") }); // secureCall
const bot = new Flow("bot", { yaml: file("bot") }); // botFlow
const callBack = new Flow("call-back", { yaml: file("call-back") }); // workflow

// The file names the bot, so the bot has to be published first.
const messages = new Flow("messages", { yaml: file("messages"), uses: [bot] }); // inboundShortMessage

const line = new InboundFlow("line", {
  name: "Order line",
  document: flow.document({
    start: flow.menu(
      {
        audio: "For orders press 1, to pay by card press 2.",
        choices: { order: { dtmf: "1" }, pay: { dtmf: "2" } },
      },
      { order: "toSales", pay: "toCard" },
    ),
    toSales: flow.transferToAcd({ queue: "Sales", inQueueFlow: hold }, { failure: "bye" }),
    toCard: flow.action("transferToFlowSecure", { targetFlow: { name: card.name } }, { failure: "bye" }),
    bye: flow.disconnect(),
  }),
});

export const flows = [hold, card, bot, callBack, messages, line].map(({ name, type, publishedVersion }) => ({
  name,
  type,
  publishedVersion,
}));
