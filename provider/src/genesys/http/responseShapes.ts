/** Checks that the JSON object of a successful answer has the documented form. Other answers are not used. */
export type Shape = (body: Readonly<Record<string, unknown>>) => boolean;

/** Any object, for calls whose answer is not used. */
export const anyObject: Shape = () => true;

/** An object with non-empty strings for these keys. */
export const withTexts =
  (...keys: readonly string[]): Shape =>
  (body) =>
    keys.every((key) => isText(body[key]));

/** If the key has a value, it is a string. */
export const optionalText =
  (key: string): Shape =>
  (body) =>
    isAbsent(body[key]) || typeof body[key] === "string";

/** Matches all of these shapes. */
export const allOf =
  (...shapes: readonly Shape[]): Shape =>
  (body) =>
    shapes.every((shape) => shape(body));

/** If the key has a value, it matches the shape. */
export const optional =
  (key: string, shape: Shape): Shape =>
  (body) =>
    isAbsent(body[key]) || fits(body[key], shape);

/** If the key has a value, it is a list of objects that match the shape. */
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

/** The fields of a flow that are used. */
export const flowShape: Shape = allOf(
  withTexts("id", "name", "type"),
  optional("division", anyObject),
  optional("publishedVersion", withTexts("id")),
  optional("lockedUser", anyObject),
  optional("lockedClient", anyObject),
  ({ active, deleted }) => [active, deleted].every((one) => isAbsent(one) || typeof one === "boolean"),
);

/** An object with this id, so that an answer about another object is rejected. */
export const withId =
  (id: string): Shape =>
  (body) =>
    typeof body.id === "string" && body.id.toLowerCase() === id.toLowerCase();

/** The flow with this id. */
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
