import { once } from "node:events";
import { createServer, type AddressInfo, type Server } from "node:net";
import { expect } from "chai";
import { endWithoutEngine } from "#lifecycle/engineWatch";
import { waitFor } from "../../provider/providerSteps";

describe("The watch for the engine", () => {
  const stops: (() => void)[] = [];
  afterEach(() => {
    for (const stop of stops.splice(0)) stop();
  });

  async function engine(): Promise<{ server: Server; address: string; connections: () => number }> {
    let count = 0;
    const server = createServer((socket) => {
      count++;
      socket.destroy();
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    return {
      server,
      address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
      connections: () => count,
    };
  }

  it("ends the process once the engine is gone and nothing is in progress", async () => {
    const { server, address, connections } = await engine();
    let busy = true;
    let looks = 0;
    let ended = 0;
    const isBusy = (): boolean => (looks++, busy);
    stops.push(endWithoutEngine(address, { isBusy, end: () => ended++, everyMs: 5 }));
    await waitFor(() => Promise.resolve(connections() >= 3));
    expect([looks, ended]).to.deep.equal([0, 0]);

    server.close();
    await waitFor(() => Promise.resolve(looks >= 3));
    expect(ended).to.equal(0);
    busy = false;
    await waitFor(() => Promise.resolve(ended > 0));
  });

  it("watches no address that is none", () => {
    for (const address of [undefined, "", "127.0.0.1:0", "--help", "unix:/tmp/engine"]) {
      let timers = 0;
      const original = globalThis.setInterval;
      globalThis.setInterval = (...given: Parameters<typeof original>) => {
        timers++;
        return original(...given);
      };
      try {
        stops.push(endWithoutEngine(address, { isBusy: () => false, end: () => undefined }));
      } finally {
        globalThis.setInterval = original;
      }
      expect(timers, String(address)).to.equal(0);
    }
  });
});
