/** How values are spelt in TypeScript, as Prettier spells them. */

/**
 * Text in the quotes that need fewer escapes, double ones where it makes no difference. Whatever could break a line or
 * hide in an editor is escaped.
 */
export function textLiteral(text: string): string {
  const json = JSON.stringify(text).replace(
    /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  const doubles = text.split('"').length;
  const singles = text.split("'").length;
  if (doubles <= singles) return json;
  const inner = json.slice(1, -1).replace(/\\(.)/g, (escape, sign: string) => (sign === '"' ? '"' : escape));
  return `'${inner.replaceAll("'", "\\'")}'`;
}

/** A number; exponents without a plus. */
export function numberLiteral(number: number): string {
  return String(number).replace("e+", "e");
}

/** A property's name: in quotes where it has to be. A plain `__proto__` would set the object's prototype. */
export function propertyName(name: string): string {
  if (name === "__proto__") return '["__proto__"]';
  return /^[$_\p{L}][$_\p{L}\p{Nd}]*$/u.test(name) && !/[^\0-\uffff]/u.test(name) ? name : textLiteral(name);
}
