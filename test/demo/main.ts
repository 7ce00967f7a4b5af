import "../environment";
import { runDemo } from "./demo";

runDemo().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
