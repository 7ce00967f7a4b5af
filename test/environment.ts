/**
 * Loaded before every suite and the demo: whoever runs them may have settings of a real organization, a proxy, or a
 * backend in the environment, and nothing of that may be used. `PULUMI_CLI` stays: it says which CLI to use. An empty
 * variable is not set.
 */
for (const name of Object.keys(process.env)) {
  const foreign =
    /^GENESYS|^(https?|all|no)_proxy$/i.test(name) || (name.startsWith("PULUMI_") && name !== "PULUMI_CLI");
  const empty = (process.env[name] ?? "").trim() === "";
  if (foreign || empty) Reflect.deleteProperty(process.env, name);
}
