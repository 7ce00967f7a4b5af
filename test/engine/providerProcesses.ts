import type { ProviderProcess } from "./providerProcess";

/** The provider processes of one run. One is started ahead, while the program is still loading. */
export class ProviderProcesses {
  private readonly all: ProviderProcess[] = [];
  private spare: ProviderProcess | undefined;

  constructor(private readonly startOne: () => ProviderProcess) {}

  startAhead(): void {
    this.spare ??= this.start();
  }

  start(): ProviderProcess {
    const process = this.spare ?? this.startOne();
    if (!this.spare) this.all.push(process);
    this.spare = undefined;
    return process;
  }

  async kill(): Promise<void> {
    await Promise.all(
      this.all.map(async ({ child, client }) => {
        await child.kill();
        await client.then(
          (open) => open.close(),
          () => undefined, // It never came so far as to listen.
        );
      }),
    );
  }
}
