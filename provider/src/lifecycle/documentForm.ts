import { documentFrom, referencesIn, textOf, type DocumentText } from "../language/documentText";
import { isObject, isUnknown, UNKNOWN, without } from "../language/json";

type Properties = Record<string, unknown>;

/**
 * The form in which a resource's properties carry its document: a text with references beside it, as programs pass it, or
 * a tree, as states of version 0.1.0, import files and transforms have it. The operations of the lifecycle know only trees.
 */
export class DocumentForm {
  private constructor(private readonly text: DocumentText | undefined) {}

  /** The form of the given properties. */
  static of({ document, references }: Properties): DocumentForm {
    if (typeof document !== "string" || isUnknown(document)) return new DocumentForm(undefined);
    // A transform may make the references unknown as a whole.
    const known = isUnknown(references)
      ? Object.fromEntries(referencesIn(document).map((name) => [name, UNKNOWN]))
      : references;
    return new DocumentForm({ document, references: isObject(known) ? known : {} });
  }

  /** The properties with the document as a tree, and without the references. */
  unpack<T extends object>(properties: Properties): T {
    const { text } = this;
    if (text === undefined) return properties as T;
    // A text that is no JSON is reported as a document that is no object.
    return { ...without(properties, "references"), document: documentFrom(text) ?? text.document } as T;
  }

  /** The properties in this form again. */
  pack<T extends object>(properties: T): T {
    const { text } = this;
    const { document } = properties as Properties;
    if (text === undefined || !isObject(document)) return properties;
    const { references } = text;
    return {
      ...properties,
      document: textOf(document, text),
      ...(Object.keys(references).length > 0 && { references }),
    };
  }
}
