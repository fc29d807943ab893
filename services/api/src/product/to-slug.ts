import { foldText } from '../catalog/fold-text.ts'
import { LIMITS } from './product-limits.ts'

/** A text as part of a web address: lower-case letters a to z, digits and hyphens; empty if it has none of these. */
export const toSlug = (text: string): string =>
  foldText(text)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, LIMITS.slug)
    .replaceAll(/^-+|-+$/g, '')
