import { RequestError } from '../kernel/errors.ts'
import { containsCardNumber } from '@triclic/card-core/text'

/**
 * Refuses what no GraphQL request may contain. Servers cache and log documents, so a card number must not be written into one;
 * PostgreSQL accepts neither NUL characters nor unpaired surrogates.
 * @throws BAD_USER_INPUT
 */
export function rejectUnsafeBody(body: unknown): void {
  const { query, operationName, extensions, variables } = (body ?? {}) as Record<string, unknown>
  for (const text of [query, operationName, extensions && JSON.stringify(extensions)])
    if (typeof text === 'string' && containsCardNumber(unescape(text)))
      throw new RequestError('BAD_USER_INPUT', 'Pass card numbers as variables, never in the document.')
  if ((typeof query === 'string' && unescape(query).includes('\0')) || hasUnstorableText(variables))
    throw new RequestError('BAD_USER_INPUT', 'A text contains a NUL character or an unpaired surrogate.')
}

/** Resolves GraphQL's escapes: `\\u0034` and `\\u{34}` are digits too. */
const unescape = (text: string): string =>
  text.includes('\\u')
    ? text.replace(/\\u(?:\{([0-9a-f]{1,6})\}|([0-9a-f]{4}))/gi, (escape, long?: string, short?: string) => {
        const codePoint = Number.parseInt(long ?? short ?? '', 16)
        return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : escape
      })
    : text

/** Not recursive, because a client could nest variables deeper than the stack. */
function hasUnstorableText(variables: unknown): boolean {
  const remaining = [variables]
  while (remaining.length > 0) {
    const value = remaining.pop()
    if (typeof value === 'string' && (value.includes('\0') || !value.isWellFormed())) return true
    if (typeof value === 'object' && value !== null)
      for (const part of Object.values(value)) remaining.push(part)
  }
  return false
}
