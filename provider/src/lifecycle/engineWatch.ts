import { createConnection } from "node:net";

/** What the watch needs of the process that it watches for. */
export interface WatchedProcess {
  /** Whether an operation is in progress. */
  isBusy: () => boolean;
  /** Ends the process. */
  end: () => void;
  /** The time between two looks at the engine, in milliseconds. @default 5000 */
  everyMs?: number;
}

/**
 * Ends a provider process whose engine is gone. A CLI that is killed leaves its provider processes behind, and nothing
 * else would ever end them. The process ends once the engine's address has refused two connections in a row and no
 * operation is in progress: an operation that was under way is finished first, so that what it made is recorded.
 *
 * @param engineAddress "host:port", the process's first argument; anything else is not watched
 * @returns stops the watch
 */
export function endWithoutEngine(engineAddress: string | undefined, watched: WatchedProcess): () => void {
  const [, host, digits] = /^(.+):(\d+)$/.exec(engineAddress ?? "") ?? [];
  const port = Number(digits);
  if (host === undefined || port === 0) return () => undefined;
  let refusals = 0;
  const timer = setInterval(() => {
    const socket = createConnection({ host, port });
    // The watch keeps no process alive.
    socket.unref();
    socket.once("connect", () => {
      refusals = 0;
      socket.destroy();
    });
    socket.once("error", (error: NodeJS.ErrnoException) => {
      // Any other error says nothing about the engine: out of sockets, for example.
      refusals = error.code === "ECONNREFUSED" ? refusals + 1 : 0;
      if (refusals >= 2 && !watched.isBusy()) watched.end();
    });
  }, watched.everyMs ?? 5000);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}
