import * as pulumi from "@pulumi/pulumi";
import { FlowModule } from "./flowModule";

/**
 * The version of every {@link FlowModule} that the given inputs depend on, by module id. As an input of the caller, it
 * makes the engine treat a module's new version as a change of its callers: they are republished in the same update,
 * and the preview shows why.
 */
export function moduleVersionsBehind(...sources: unknown[]): pulumi.Output<Record<string, number>> {
  const modules = resourcesBehind(pulumi.output(sources)).then((all) =>
    all.filter((one) => FlowModule.isInstance(one)),
  );
  return pulumi
    .output(modules.then((found) => found.map((module) => pulumi.all([module.id, module.version]))))
    .apply((pairs) => Object.fromEntries(pairs));
}

/** The SDK itself uses `allResources` to register dependencies; its type declarations omit it. */
async function resourcesBehind(output: pulumi.Output<unknown>): Promise<pulumi.Resource[]> {
  const withResources = output as pulumi.Output<unknown> & { allResources(): Promise<Set<pulumi.Resource>> };
  return [...(await withResources.allResources())];
}
