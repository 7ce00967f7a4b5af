import { dts } from "rollup-plugin-dts";

// One file of types for each entry point of the package: what is not public does not show in an editor.
export default {
  input: {
    index: "provider/types/index.d.ts",
    provider: "provider/types/provider.d.ts",
    testing: "provider/types/testing/index.d.ts",
  },
  output: { dir: "provider/dist", chunkFileNames: "[name].ts" },
  external: (id) => !id.startsWith(".") && !id.includes("/types/"),
  plugins: [dts()],
};
