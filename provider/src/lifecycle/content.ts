import { moduleReferences } from "../actions/moduleReferences";
import { toArchitectYaml } from "../architect/compile";
import { prepareYaml } from "../architect/yamlInput";
import type { CloudContent } from "../cloud/flowApi";
import { KINDS, type FlowKind } from "../document/kinds";
import type { FlowDocument } from "../document/model";
import { errors } from "./errors";
import { toGateway } from "./gatewayDocument";
import type { Session } from "./session";
import type { FlowInputs } from "./state";

/** A flow's content in the form that the API takes. */
export async function contentFor(
  kind: FlowKind,
  session: Session,
  inputs: FlowInputs,
): Promise<CloudContent> {
  if (inputs.document === undefined) return { form: "yaml", yaml: preparedYaml(kind, inputs) };
  const api = session.api();
  if (api.form === "document") return { form: "document", document: await toGateway(api, inputs.document) };
  return {
    form: "yaml",
    yaml: toArchitectYaml({
      kind,
      name: inputs.name,
      description: inputs.description,
      division: inputs.division,
      document: inputs.document,
      defaultLanguage: inputs.defaultLanguage,
      supportedLanguages: inputs.supportedLanguages,
      compatibleFlowTypes: inputs.compatibleFlowTypes,
      moduleNames: await moduleNames(session, inputs.document),
    }),
  };
}

/** The text as Archy would take it: keys filled in, and the resource's own name, description and division in place. */
export function preparedYaml(kind: FlowKind, inputs: FlowInputs): string {
  return prepareYaml(kind, inputs.yaml ?? "", {
    substitutions: inputs.substitutions,
    name: inputs.name,
    description: inputs.description,
    division: inputs.division,
  });
}

/** Architect's files name modules by name; documents know them by id. */
async function moduleNames(session: Session, document: FlowDocument): Promise<Record<string, string>> {
  const references = moduleReferences(document).filter((one) => one.moduleId !== undefined);
  const pairs = await Promise.all(
    references.map(async ({ entry, moduleId = "" }) => {
      const known = session.moduleName(moduleId);
      if (known !== undefined) return [moduleId, known] as const;
      const module = await session.api().flow(moduleId);
      if (module?.type !== KINDS.module.platformType) throw errors.noSuchModule(entry, moduleId);
      if (module.published === undefined) throw errors.unpublishedModule(entry, module.name);
      return [moduleId, module.name] as const;
    }),
  );
  return Object.fromEntries(pairs);
}
