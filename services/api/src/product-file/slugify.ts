import { foldText } from '../catalog/fold-text.ts'

export const MAX_SLUG_LENGTH = 100

/** The part of a product's address that is made from a text: lower-case letters and digits with hyphens between them; may be empty. */
export const slugify = (text: string): string =>
  foldText(text)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_SLUG_LENGTH)
    .replaceAll(/^-+|-+$/g, '')
