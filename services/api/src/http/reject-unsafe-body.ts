import { RequestError } from '../kernel/errors.ts'
import { containsCardNumber } from '../kernel/card-numbers.ts'

/**
 * What no GraphQL request may carry, whatever it asks. A document is kept by servers, so that a number written into its
 * text would stay; and PostgreSQL takes no text with a NUL, nor JSON with a surrogate alone.
 * @throws BAD_USER_INPUT
 */
export function rejectUnsafeBody(body: unknown): void {
  const { query, operationName, extensions, variables } = (body ?? {}) as Record<string, unknown>
  for (const text of [query, operationName, extensions && JSON.stringify(extensions)])
    if (typeof text === 'string' && containsCardNumber(unescape(text)))
      throw new RequestError('BAD_USER_INPUT', 'A card number goes into variables, never into the document.')
  if ((typeof query === 'string' && unescape(query).includes('\0')) || holdsWhatCannotBeKept(variables))
    throw new RequestError(
      'BAD_USER_INPUT',
      'A text holds a NUL or half a character, which can\u2019t be kept.',
    )
}

/** GraphQL's own escapes undone: `\\u0034` and `\\u{34}` are a digit too. */
const unescape = (text: string): string =>
  text.includes('\\u')
    ? text.replace(/\\u(?:\{([0-9a-f]{1,6})\}|([0-9a-f]{4}))/gi, (escape, long?: string, short?: string) => {
        const point = Number.parseInt(long ?? short ?? '', 16)
        return point <= 0x10ffff ? String.fromCodePoint(point) : escape
      })
    : text

/** Looks into every text, however deep: a client may nest until a function that calls itself has no stack left. */
function holdsWhatCannotBeKept(variables: unknown): boolean {
  const left = [variables]
  while (left.length > 0) {
    const value = left.pop()
    if (typeof value === 'string' && (value.includes('\0') || !value.isWellFormed())) return true
    if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) left.push(part)
  }
  return false
}
