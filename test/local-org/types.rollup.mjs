import { dts } from "rollup-plugin-dts";

// One file of types: what is not public does not show in an editor.
export default {
  input: "test/local-org/types/index.d.ts",
  output: { file: "test/local-org/dist/index.d.ts" },
  external: (id) => !id.startsWith(".") && !id.includes("/types/"),
  plugins: [dts()],
};
