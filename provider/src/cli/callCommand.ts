import { fromArchitectYaml } from "../language/architect/readFlow";
import { simulateCall, SimulationError, type SimulatedCall } from "../testing";
import { CommandError, UsageError, type CommandLine, type OptionName, type Terminal } from "./commandLine";
import { readText } from "./files";

/** `call FILE.yaml [MODULE.yaml...]` */
export const call = {
  options: ["help"] satisfies OptionName[],

  async run({ operands }: CommandLine, terminal: Terminal): Promise<void> {
    const [file, ...others] = operands;
    if (file === undefined) throw new UsageError("Give the file of a flow.");
    const yaml = await readText(file, terminal.folder);
    const texts = await Promise.all(others.map((other) => readText(other, terminal.folder)));
    try {
      const modules = Object.fromEntries(texts.map((text) => [fromArchitectYaml(text).name, text]));
      await converse(simulateCall(yaml, { modules }), terminal);
    } catch (error) {
      if (error instanceof SimulationError) throw new CommandError(`${file}: ${error.message}`);
      throw error;
    }
  },
};

/** Prints what is heard, and takes keys, until the call ends or the input does. */
async function converse(call: SimulatedCall, { stdout, lines }: Terminal): Promise<void> {
  let heard = 0;
  const tell = (): void => {
    for (const text of call.heard.slice(heard)) stdout(`  "${text}"\n`);
    heard = call.heard.length;
    if (call.ended === undefined) return;
    const { by, ...details } = call.ended;
    const shown = Object.entries(details).map(([name, value]) => `, ${name} ${JSON.stringify(value)}`);
    stdout(`The call ended: ${by}${shown.join("")}\n`);
  };
  tell();
  for await (const line of lines?.() ?? []) {
    if (call.ended !== undefined) return;
    take(call, line.trim());
    tell();
    if (call.ended !== undefined) return;
  }
  if (call.ended === undefined) {
    call.hangUp();
    tell();
  }
}

/** A line of the caller: keys, nothing (a time-out), `say WORDS`, or `hang up`. */
function take(call: SimulatedCall, line: string): void {
  const words = /^say\s+(.+)$/i.exec(line)?.[1];
  if (words !== undefined) call.say(words);
  else if (/^(hang ?up|q|quit)$/i.test(line)) call.hangUp();
  else if (line === "") call.wait();
  // Keys after the end of the call are not heard any more.
  else for (const key of line.replaceAll(" ", "")) if (call.ended === undefined) call.press(key);
}
