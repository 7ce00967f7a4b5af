import * as pulumi from "@pulumi/pulumi";
import { FlowModule } from "./flowModule";

/**
 * The version of every {@link FlowModule} that the given inputs depend on, by the module's id. As an input of the
 * caller it makes the engine see that a module's new version is a change of its callers: they are published again in
 * the same update, and the preview says why.
 */
export function moduleVersionsBehind(...sources: unknown[]): pulumi.Output<Record<string, number>> {
  const modules = resourcesBehind(pulumi.output(sources)).then((all) =>
    all.filter((one) => FlowModule.isInstance(one)),
  );
  return pulumi
    .output(modules.then((found) => found.map((module) => pulumi.all([module.id, module.version]))))
    .apply((pairs) => Object.fromEntries(pairs));
}

/** `allResources` is what the SDK itself registers dependencies with; its type declarations leave it out. */
async function resourcesBehind(output: pulumi.Output<unknown>): Promise<pulumi.Resource[]> {
  const withResources = output as pulumi.Output<unknown> & { allResources(): Promise<Set<pulumi.Resource>> };
  return [...(await withResources.allResources())];
}
