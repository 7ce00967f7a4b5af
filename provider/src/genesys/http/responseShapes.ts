/** Tells whether the JSON object of a successful answer is what the call documents: only then is anything concluded from it. */
export type Shape = (body: Readonly<Record<string, unknown>>) => boolean;

/** Any object: for calls of whose answer nothing is read. */
export const anyObject: Shape = () => true;

/** An object with these texts, none of them empty. */
export const withTexts =
  (...keys: readonly string[]): Shape =>
  (body) =>
    keys.every((key) => isText(body[key]));

/** Where the key has a value at all, it is a text. */
export const optionalText =
  (key: string): Shape =>
  (body) =>
    isAbsent(body[key]) || typeof body[key] === "string";

/** All of these at once. */
export const allOf =
  (...shapes: readonly Shape[]): Shape =>
  (body) =>
    shapes.every((shape) => shape(body));

/** Where the key has a value at all, it fits the shape. */
export const optional =
  (key: string, shape: Shape): Shape =>
  (body) =>
    isAbsent(body[key]) || fits(body[key], shape);

/** Where the key has a value at all, it is a list of objects of that shape. */
export const optionalList =
  (key: string, shape: Shape): Shape =>
  (body) => {
    const list = body[key];
    return isAbsent(list) || (Array.isArray(list) && list.every((one) => fits(one, shape)));
  };

/** One page of a listing. */
export const listingOf = (entity: Shape): Shape =>
  allOf(optionalList("entities", entity), ({ entities, pageCount }) => {
    const counted = isAbsent(pageCount) || (Number.isInteger(pageCount) && Number(pageCount) >= 0);
    return Array.isArray(entities) && counted;
  });

/** A flow, as far as it is read. */
export const flowShape: Shape = allOf(
  withTexts("id", "name", "type"),
  optional("division", anyObject),
  optional("publishedVersion", withTexts("id")),
  optional("lockedUser", anyObject),
  optional("lockedClient", anyObject),
  ({ active, deleted }) => [active, deleted].every((one) => isAbsent(one) || typeof one === "boolean"),
);

/** What has that id: an answer about something else must not decide anything. */
export const withId =
  (id: string): Shape =>
  (body) =>
    typeof body.id === "string" && body.id.toLowerCase() === id.toLowerCase();

/** The flow of that id. */
export const flowWithId = (id: string): Shape => allOf(flowShape, withId(id));

function fits(value: unknown, shape: Shape): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    shape(value as Record<string, unknown>)
  );
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}
