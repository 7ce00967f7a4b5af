import { fromArchitectYaml, flowRootOf } from "../language/architect/readFlow";
import { parseYaml } from "../language/architect/parseYaml";
import { flow } from "../language/builders";
import { isDocumentKind } from "../language/kinds";
import { formatIssue } from "../language/issues";
import { pictureOfDocument } from "./documentPicture";
import { pictureOfFile } from "./filePicture";
import { htmlOf } from "./html";
import type { Picture } from "./picture";
import { svgOf } from "./svg";

/** The forms of a picture, by the extension of its file. */
export const PICTURE_FORMS = ["svg", "html", "mmd"] as const;

export type PictureForm = (typeof PICTURE_FORMS)[number];

/**
 * The picture of an Architect file of any type.
 *
 * @throws Error if the text is no such file
 */
export function pictureOfYaml(yaml: string): Picture {
  const { value, problems } = parseYaml(yaml);
  const [problem] = problems;
  if (problem) throw new Error(formatIssue(problem));
  if (!isDocumentKind(flowRootOf(value).kind)) return pictureOfFile(value);
  const { document, name } = fromArchitectYaml(yaml);
  return pictureOfDocument(document, name);
}

/** An Architect file as a picture in one of the forms. Mermaid text is for flows with documents only. */
export function drawYaml(yaml: string, form: PictureForm): string {
  if (form === "mmd") return flow.diagram(fromArchitectYaml(yaml).document);
  const picture = pictureOfYaml(yaml);
  return form === "svg" ? svgOf(picture) : htmlOf(picture);
}
