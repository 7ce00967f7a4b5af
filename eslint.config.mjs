import js from "@eslint/js";
import prettier from "eslint-config-prettier";
import { createNodeResolver, importX } from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";

/** An import that may only point one way: `from` never reaches into any of `into`. */
const oneWay = (from, into, why) => ({
  files: [`provider/src/${from}/**/*.ts`],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: [
          ...into.map((group) => ({ group: [group], allowTypeImports: false, message: why })),
          { group: ["**/cli/**"], allowTypeImports: false, message: "nothing needs the command line" },
        ],
      },
    ],
  },
});

export default tseslint.config(
  { ignores: ["**/dist/", "provider/types/", "test/local-org/types/", "**/node_modules/", "test/fixtures/"] },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [...tseslint.configs.recommendedTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "separate-type-imports" }],
    },
  },
  {
    files: ["provider/src/**/*.ts"],
    extends: [...tseslint.configs.strictTypeChecked],
    plugins: { "import-x": importX },
    settings: {
      "import-x/resolver-next": [createNodeResolver({ extensions: [".ts", ".js"] })],
      "import-x/parsers": { "@typescript-eslint/parser": [".ts"] },
      "import-x/extensions": [".ts"],
    },
    rules: {
      "import-x/no-cycle": "error",
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      // A builder without paths, or a document without variables, has Record<never, never> for them.
      "@typescript-eslint/no-generated-empty-object-type": "off",
      // Of the strict rules, those that the code does not keep yet.
      "@typescript-eslint/no-confusing-void-expression": "off",
      "@typescript-eslint/no-invalid-void-type": "off",
      "@typescript-eslint/no-misused-spread": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-unnecessary-condition": "off",
      "@typescript-eslint/no-unnecessary-type-arguments": "off",
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
      "@typescript-eslint/no-useless-default-assignment": "off",
      "@typescript-eslint/restrict-plus-operands": "off",
    },
  },
  {
    // Too long still.
    files: [
      "provider/src/genesys/architectApi.ts",
      "provider/src/gateway/gatewayFlowApi.ts",
      "provider/src/language/validation/structureRules.ts",
      "provider/src/language/architect/tree.ts",
    ],
    rules: { "max-lines-per-function": "off" },
  },
  {
    // Where the deprecated aliases are defined.
    files: [
      "provider/src/language/builders.ts",
      "provider/src/language/entryBuilders.ts",
      "provider/src/language/actions/raw.ts",
    ],
    rules: { "@typescript-eslint/no-deprecated": "off" },
  },
  {
    files: ["test/**/*.ts"],
    // chai's assertions are expressions: expect(x).to.be.true
    rules: {
      "@typescript-eslint/no-unused-expressions": "off",
      // Builders do not use `this`: a spec may take them out of `flow`.
      "@typescript-eslint/unbound-method": "off",
    },
  },
  {
    // Pulumi programs make resources for their effect; nothing holds them.
    files: ["examples/**/*.ts"],
    rules: { "no-new": "off" },
  },
  {
    files: ["**/*.{js,cjs,mjs}"],
    languageOptions: { globals: { process: "readonly", console: "readonly" } },
  },
  oneWay(
    "language",
    ["**/genesys/**", "**/gateway/**", "**/lifecycle/**", "**/resources/**", "**/codegen/**"],
    "language does no I/O and knows nothing of Pulumi's engine",
  ),
  oneWay(
    "genesys",
    ["**/language/**", "**/lifecycle/**", "**/resources/**", "**/codegen/**", "@pulumi/*"],
    "genesys knows the platform only",
  ),
  oneWay(
    "diagram",
    [
      "**/genesys/**",
      "**/gateway/**",
      "**/lifecycle/**",
      "**/resources/**",
      "**/codegen/**",
      "**/testing/**",
      "@pulumi/*",
    ],
    "pictures come from plain documents and files",
  ),
  oneWay(
    "testing",
    ["**/genesys/**", "**/gateway/**", "**/lifecycle/**", "**/resources/**", "**/codegen/**", "@pulumi/*"],
    "unit tests load nothing of the provider",
  ),
  oneWay("gateway", ["**/lifecycle/**", "**/resources/**", "**/codegen/**"], "gateway is a FlowApi"),
  oneWay(
    "codegen",
    ["**/genesys/**", "**/lifecycle/**", "**/resources/**"],
    "codegen turns plain values into text",
  ),
  oneWay(
    "lifecycle",
    ["**/resources/**", "**/codegen/**"],
    "resources reach lifecycle through the engine only",
  ),
  oneWay(
    "resources",
    ["**/lifecycle/**", "**/genesys/**", "**/gateway/**", "**/architect/**"],
    "resources reach lifecycle through the engine only",
  ),
  {
    // They answer what functions in resources/ ask, which load them at the first question.
    files: ["provider/src/lifecycle/publishedReference.ts", "provider/src/lifecycle/flowOfOthers.ts"],
    rules: { "no-restricted-imports": "off" },
  },
  prettier,
);
