/** Values that the requests of a page pass on to each other, such as the code of an order. */
export type Values = Record<string, unknown>

/** Thrown by {@link fillPlaceholders}: the request that yields the value has not been run. */
export class MissingValue extends Error {
  readonly missing: string

  constructor(missing: string) {
    super(`There is no value for {{${missing}}} yet. Run the requests above first.`)
    this.missing = missing
  }
}

const WHOLE = /^\{\{(\w+)\}\}$/
const INSIDE = /\{\{(\w+)\}\}/g

/**
 * The variables of a request, with each `{{name}}` replaced. A text that is nothing but a placeholder takes the type of the value;
 * `{{uuid}}` is a new UUID.
 * @throws SyntaxError if the text is not JSON, MissingValue
 */
export function fillPlaceholders(variables: string, values: Values): Record<string, unknown> {
  const valueOf = (name: string): unknown => {
    if (name === 'uuid') return crypto.randomUUID()
    if (!(name in values)) throw new MissingValue(name)
    return values[name]
  }
  return JSON.parse(variables || '{}', (_, value: unknown) => {
    if (typeof value !== 'string') return value
    const [, whole] = WHOLE.exec(value) ?? []
    return whole ? valueOf(whole) : value.replaceAll(INSIDE, (_match, name: string) => String(valueOf(name)))
  }) as Record<string, unknown>
}

/**
 * The value at a path into an answer, such as `products.nodes.0.id`; undefined if there is none.
 * @param data of a GraphQL answer
 */
export function valueAt(data: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], data)
}

/** The values that a request passes on: `{ code: 'placeOrder.order.code' }` takes the code from the answer. Absent ones are left out. */
export function savedValues(data: unknown, save: Record<string, string>): Values {
  return Object.fromEntries(
    Object.entries(save)
      .map(([name, path]) => [name, valueAt(data, path)] as const)
      .filter(([, value]) => value !== undefined && value !== null),
  )
}
