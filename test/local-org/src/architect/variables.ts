import type { FlowVariable } from "../organization/model";
import type { FlowFile } from "./flowFile";
import { asList, asText, onlyEntry } from "./tree";

/** The variables declared at flow level. */
export function flowVariables(file: FlowFile): FlowVariable[] {
  return asList(file.body.variables).flatMap((item) => {
    const entry = onlyEntry(item);
    const name = asText(entry?.[1].name);
    const type = /^(\w+)Variable$/.exec(entry?.[0] ?? "")?.[1];
    if (!entry || name === undefined || type === undefined) return [];
    return [
      {
        name,
        type,
        description: asText(entry[1].description),
        input: entry[1].isInput === true,
        output: entry[1].isOutput === true,
      },
    ];
  });
}
