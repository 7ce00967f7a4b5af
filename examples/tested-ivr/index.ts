import { FlowModule, InboundFlow } from "pulumi-genesyscloud";
import { askDigit, mainLine } from "./flows";

const module = new FlowModule("ask-digit", { name: "AskOneDigit", document: askDigit });

export const line = new InboundFlow("line", { name: "TestedIvr", document: mainLine(module) }).id;
