import type { CatalogProduct } from './catalog.ts'
import { foldText } from './fold-text.ts'

export const CONDITIONS = [
  'NAME_CONTAINS',
  'SKU_STARTS_WITH',
  'PRICE_AT_LEAST',
  'PRICE_AT_MOST',
  'IN_STOCK',
  'CREATED_WITHIN_DAYS',
] as const
export type Condition = (typeof CONDITIONS)[number]

/** `text` for names and SKUs; `number` for prices in minor units and for days. */
export interface CollectionRule {
  condition: Condition
  text: string | null
  number: number | null
}

/** What makes a product part of a collection. */
export interface RuleSet {
  rules: readonly CollectionRule[]
  match: 'ALL' | 'ANY'
}

const DAY_MS = 86_400_000

/** Whether a product matches at a time, in milliseconds since 1970. Without rules, no product does. A price or SKU matches if that of any variant does. */
export function createMatcher({ rules, match }: RuleSet): (product: CatalogProduct, now: number) => boolean {
  const tests = rules.map(createTest)
  if (tests.length === 0) return () => false
  return match === 'ALL'
    ? (product, now) => tests.every((test) => test(product, now))
    : (product, now) => tests.some((test) => test(product, now))
}

function createTest({
  condition,
  text,
  number,
}: CollectionRule): (product: CatalogProduct, now: number) => boolean {
  const folded = foldText(text ?? '')
  const limit = number ?? 0
  const ofVariant =
    (matches: (variant: CatalogProduct['variants'][number]) => boolean) =>
    ({ variants }: CatalogProduct) =>
      variants.some(matches)
  switch (condition) {
    case 'NAME_CONTAINS':
      return ({ name }) => foldText(name).includes(folded)
    case 'SKU_STARTS_WITH':
      return ofVariant(({ sku }) => foldText(sku).startsWith(folded))
    case 'PRICE_AT_LEAST':
      return ofVariant(({ price }) => price.amount >= limit)
    case 'PRICE_AT_MOST':
      return ofVariant(({ price }) => price.amount <= limit)
    case 'IN_STOCK':
      return isInStock
    case 'CREATED_WITHIN_DAYS':
      return ({ createdAt }, now) => createdAt > now - limit * DAY_MS
  }
}

export const isInStock = ({ variants }: CatalogProduct): boolean =>
  variants.some(({ availableQuantity }) => availableQuantity > 0)

export const dependsOn = (rules: readonly CollectionRule[], condition: Condition): boolean =>
  rules.some((rule) => rule.condition === condition)

/** When a product stops being new by the earliest of its rules after `now`, in milliseconds since 1970; Infinity if it does not. */
export function expiryOf(
  rules: readonly CollectionRule[],
  { createdAt }: CatalogProduct,
  now: number,
): number {
  const ends = rules
    .filter(({ condition }) => condition === 'CREATED_WITHIN_DAYS')
    .map(({ number }) => createdAt + (number ?? 0) * DAY_MS)
  return Math.min(Infinity, ...ends.filter((end) => end > now))
}
