import { Server, ServerCredentials } from "@grpc/grpc-js";

// What Pulumi allows: states of whole stacks travel in one message.
export const GRPC_OPTIONS = {
  "grpc.max_receive_message_length": 400 * 1024 * 1024,
  "grpc.max_send_message_length": 400 * 1024 * 1024,
};

/** A gRPC server on a free port of the loopback interface. */
export interface RunningServer {
  address: string;
  stop(): void;
}

export async function serve(addServices: (server: Server) => void): Promise<RunningServer> {
  const server = new Server(GRPC_OPTIONS);
  addServices(server);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return { address: `127.0.0.1:${port}`, stop: () => server.forceShutdown() };
}
