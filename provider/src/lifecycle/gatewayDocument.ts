import { moduleReferences } from "../language/actions/moduleReferences";
import { sentDocument } from "../gateway/sentDocument";
import { keepSpelling } from "../gateway/sentDocument";
import type { FlowApi } from "../genesys/flowApi";
import { KINDS } from "../language/kinds";
import type { FlowDocument } from "../language/model";
import { errors } from "./errors";

/**
 * A document in the form that the document API accepts.
 *
 * @throws if the document names a module that does not exist
 */
export async function toGateway(api: FlowApi, document: FlowDocument): Promise<FlowDocument> {
  const ids = await moduleIds(api, document);
  for (const { entry, moduleName } of moduleReferences(document)) {
    if (moduleName !== undefined && ids[moduleName] === undefined)
      throw errors.noModuleOfName(entry, moduleName);
  }
  return sentDocument(document, ids);
}

/** A document that the document API returned, written the way its author wrote it wherever that is equivalent. */
export async function fromGateway(
  api: FlowApi,
  read: FlowDocument,
  known: FlowDocument,
): Promise<FlowDocument> {
  return keepSpelling(read, known, sentDocument(known, await moduleIds(api, known)));
}

/** The document API refers to modules by id only. */
async function moduleIds(api: FlowApi, document: FlowDocument): Promise<Record<string, string>> {
  const names = moduleReferences(document).map(({ moduleName }) => moduleName);
  const found = await Promise.all(
    [...new Set(names)]
      .filter((name) => name !== undefined)
      .map(async (name) => [name, (await api.flowNamed(KINDS.module.platformType, name))?.id] as const),
  );
  return Object.fromEntries(found.filter((pair): pair is readonly [string, string] => pair[1] !== undefined));
}
