import { trimInvisible } from '../kernel/visible-text.ts'
import type { ProblemList } from './problem-list.ts'
import { LIMITS } from './product-limits.ts'
import { plainTextOf, sanitizeDescription } from './sanitize-description.ts'
import { toSlug } from './to-slug.ts'

/** The slug of a page of the shop as it was typed; null if none was. */
export function parseSlug(value: string | null | undefined, problems: ProblemList): string | null {
  const text = problems.text(value, LIMITS.name, 'slug')
  if (text === null) return null
  const slug = toSlug(text)
  if (slug === '') problems.add('SLUG_INVALID', 'slug')
  return slug
}

/**
 * The sanitised description of such a page. Line breaks, which browsers send as two characters, count as one; what is counted is what is stored,
 * so that it never exceeds the limit of the column.
 */
export function parseDescription(value: string | null | undefined, problems: ProblemList): string {
  const html = trimInvisible(sanitizeDescription((value ?? '').replaceAll(/\r\n?/g, '\n')))
  // Tags may separate the digits of a card number.
  for (const text of [html, plainTextOf(html)]) problems.text(text, LIMITS.descriptionHtml, 'descriptionHtml')
  return html
}
