/**
 * Checks a value against the part of JSON Schema 2020-12 that the definitions of our own schema use, so that the
 * published schema is the only description of the learner record. A keyword it does not know is an error, never ignored.
 */

export type Schema = { readonly [keyword: string]: unknown };

type Rule = (value: unknown, operand: never, root: Schema) => boolean;

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const rules: Record<string, Rule> = {
  type: (value, type: string) =>
    ({
      object: isObject(value),
      array: Array.isArray(value),
      integer: Number.isInteger(value),
    })[type] ?? typeof value === type,
  enum: (value, allowed: unknown[]) => allowed.includes(value),
  minimum: (value, least: number) => typeof value !== "number" || value >= least,
  pattern: (value, pattern: string) => typeof value !== "string" || new RegExp(pattern).test(value),
  required: (value, names: string[]) => !isObject(value) || names.every((name) => Object.hasOwn(value, name)),
  items: (value, item: Schema, root) => !Array.isArray(value) || value.every((one) => valid(one, item, root)),
  propertyNames: (value, name: Schema, root) =>
    !isObject(value) || Object.keys(value).every((key) => valid(key, name, root)),
  properties: (value, properties: Record<string, Schema>, root) =>
    every(value, (key) => (Object.hasOwn(properties, key) ? [properties[key]] : []), root),
  patternProperties: (value, patterns: Record<string, Schema>, root) =>
    every(value, (key) => matching(patterns, key), root),
  $ref: (value, reference: string, root) => valid(value, resolve(reference, root), root),
};

export function valid(value: unknown, schema: Schema, root: Schema): boolean {
  return Object.entries(schema).every(([keyword, operand]) => {
    const rule = rules[keyword];
    if (!rule) throw new Error(`JSON Schema keyword: ${keyword}`);
    return rule(value, operand as never, root);
  });
}

function every(value: unknown, schemas: (key: string) => (Schema | undefined)[], root: Schema): boolean {
  if (!isObject(value)) return true;
  return Object.entries(value).every(([key, member]) =>
    schemas(key).every((schema) => !schema || valid(member, schema, root)),
  );
}

function matching(patterns: Record<string, Schema>, key: string): Schema[] {
  return Object.entries(patterns).flatMap(([pattern, schema]) =>
    new RegExp(pattern).test(key) ? [schema] : [],
  );
}

/** "#/$defs/entry" → that part of the root schema. */
function resolve(reference: string, root: Schema): Schema {
  return (root.$defs as Record<string, Schema>)[reference.slice("#/$defs/".length)] as Schema;
}
