import fc from 'fast-check';
import { z } from 'zod';
import type { ChannelName } from '../../../shared/channels.ts';
import { contract } from '../../../shared/contract.ts';

/** What of JSON Schema zod writes for the requests. */
export interface Shape {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Shape[];
  oneOf?: Shape[];
  properties?: Record<string, Shape>;
  additionalProperties?: Shape | boolean;
  items?: Shape;
  required?: string[];
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
  minItems?: number;
  minimum?: number;
  maximum?: number;
  pattern?: string;
}

/** The shape of what a channel is asked with; null for one that is asked with nothing. */
export function shapeOf(name: ChannelName): Shape | null {
  const { request } = contract[name];
  return request instanceof z.ZodUndefined ? null : (z.toJSONSchema(request, { io: 'input' }) as Shape);
}

/** The shapes of which a value has one; none where there is no choice. */
export const choicesOf = (shape: Shape): Shape[] =>
  Array.isArray(shape.type)
    ? shape.type.map((type) => ({ ...shape, type }))
    : (shape.anyOf ?? shape.oneOf ?? []);

/** Values of a shape: right ones as far as the shape says, of every choice and length. */
export function valuesOf(shape: Shape): fc.Arbitrary<unknown> {
  if ('const' in shape) return fc.constant(shape.const);
  if (shape.enum !== undefined) return fc.constantFrom(...shape.enum);
  const choices = choicesOf(shape);
  if (choices.length > 0) return fc.oneof(...choices.map(valuesOf));
  switch (shape.type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: Math.max(shape.minimum ?? 0, -1e6), max: Math.min(shape.maximum ?? 10, 1e6) });
    case 'number':
      return fc.double({ min: 0, max: 1e12, noNaN: true });
    case 'string':
      return textOf(shape);
    case 'array':
      return fc.array(valuesOf(shape.items ?? {}), { minLength: shape.minItems ?? 0, maxLength: 3 });
    case 'object':
      return fc.record(
        Object.fromEntries(Object.entries(shape.properties ?? {}).map(([key, of]) => [key, valuesOf(of)])),
        { requiredKeys: shape.required ?? [] },
      );
    default:
      throw new Error(`No values are known for ${JSON.stringify(shape)}.`);
  }
}

/** Texts that a refinement beside the shape may want, among any others. */
function textOf({ minLength = 0, maxLength = 30 }: Shape): fc.Arbitrary<string> {
  const usual = fc.constantFrom('22:00', 'https://graph.example', 'proxy:8080', 'name');
  return fc.oneof(usual, fc.string({ minLength, maxLength: Math.min(maxLength, 30) }));
}

/** Every part of a value, by the keys that lead to it; the value itself is the first. */
export function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [path, ...inner.flatMap(([key, part]) => placesIn(part, [...path, key]))];
}

/** The value with another part in that place. */
export function withPart(value: unknown, [key, ...rest]: readonly string[], part: unknown): unknown {
  if (key === undefined) return part;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value)
    ? [...(value as unknown[])]
    : { ...(value as Record<string, unknown>) };
  const inner = (copy as Record<string, unknown>)[key];
  Object.defineProperty(copy, key, { value: withPart(inner, rest, part), enumerable: true });
  return copy;
}
