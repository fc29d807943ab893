import type { Money } from '@triclic/money'
import type { Suggestions } from '#lib/api/documents/search.ts'
import { collectionUrl } from '#lib/catalog/catalog-query.ts'

/** One line below the search field. */
export interface SuggestedItem {
  kind: 'query' | 'collection' | 'product'
  label: string
  href: string
  /** The collections above a collection. */
  path?: string
  imageUrl?: string | null
  price?: Money
  hasSeveralPrices?: boolean
}

/** In the order in which they are shown: texts to search for, collections, products. */
export const suggestedItems = ({ queries, collections, products }: Suggestions): SuggestedItem[] => [
  ...queries.slice(0, 3).map((label) => ({
    kind: 'query' as const,
    label,
    href: `/catalog?${new URLSearchParams({ search: label })}`,
  })),
  ...collections.slice(0, 3).map(({ slug, name, breadcrumbs }) => ({
    kind: 'collection' as const,
    label: name,
    href: collectionUrl(slug),
    path: breadcrumbs.map((above) => above.name).join(' › '),
  })),
  ...products.map(({ slug, name, image, priceRange: { min, max } }) => ({
    kind: 'product' as const,
    label: name,
    href: `/products/${slug}`,
    imageUrl: image?.url ?? null,
    price: min,
    hasSeveralPrices: min.amount !== max.amount,
  })),
]

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

/** Whether every typed word begins a word of the item: it then is an answer to what is typed now as well. */
export function stillMatches({ label }: SuggestedItem, typed: string): boolean {
  const words = wordsOf(label)
  return wordsOf(typed).every((part) => words.some((word) => word.startsWith(part)))
}
