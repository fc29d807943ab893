import type { ProductNames } from './choose-names.ts'
import type { ParsedProduct } from './parse-product.ts'
import type { ParsedVariant } from './parse-variants.ts'
import type { ParsedImage } from './product-images.ts'
import type { StoredProduct, StoredVariant } from './stored-product.ts'

const PRODUCT_FIELDS = [
  'name',
  'status',
  'publishAt',
  'seoTitle',
  'seoDescription',
  'brand',
  'withdrawalExemption',
  'optionNames',
] as const
const VARIANT_FIELDS = [
  'name',
  'optionValues',
  'price',
  'recommendedPrice',
  'taxCategory',
  'weightGrams',
  'gtin',
  'lowStockThreshold',
] as const

/** Changes that are listed one by one. */
const MAX_LISTED = 20

/** What an edited product changes from what to what, in the words of the audit log; empty if nothing. Prices in minor units. */
export function describeChanges(before: StoredProduct, after: ParsedProduct, names: ProductNames): string[] {
  const changes = [
    ...changesOf(PRODUCT_FIELDS, before, after),
    ...(before.slug === names.slug ? [] : [`slug: ${before.slug} → ${names.slug}`]),
    ...(before.descriptionHtml === after.descriptionHtml ? [] : ['description']),
    ...variantChanges(before, after, names),
    ...(isSameImages(before.images, after.images) ? [] : ['pictures']),
    ...(isSameCollections(before, after) ? [] : ['collections']),
  ]
  if (changes.length <= MAX_LISTED) return changes
  return [...changes.slice(0, MAX_LISTED), `+ ${changes.length - MAX_LISTED}`]
}

const isSameImages = (before: readonly ParsedImage[], after: readonly ParsedImage[] | null): boolean =>
  after === null ||
  JSON.stringify(after) === JSON.stringify(before.map(({ id, altText }) => ({ id, altText })))

const isSameCollections = (before: StoredProduct, { collectionIds }: ParsedProduct): boolean =>
  collectionIds === null ||
  collectionIds.toSorted().join() ===
    before.collections
      .map(({ id }) => id)
      .toSorted()
      .join()

function variantChanges(before: StoredProduct, after: ParsedProduct, { skus }: ProductNames): string[] {
  const previous = new Map(before.variants.map((variant) => [variant.id, variant]))
  const kept = after.variants.flatMap(({ id }) => id ?? [])
  const isReordered = before.variants
    .filter(({ id }) => kept.includes(id))
    .some(({ id }, at) => kept[at] !== id)
  const changes = after.variants.flatMap((variant, index) =>
    changesOfVariant(previous.get(variant.id ?? ''), variant, skus[index] ?? ''),
  )
  const deleted = before.variants.filter(({ id }) => !kept.includes(id)).map(({ sku }) => `− ${sku}`)
  return [...changes, ...deleted, ...(isReordered ? ['order of the variants'] : [])]
}

function changesOfVariant(before: StoredVariant | undefined, after: ParsedVariant, sku: string): string[] {
  if (!before) return [`+ ${sku}`]
  const changes = changesOf(VARIANT_FIELDS, before, after)
  if (before.sku !== sku) changes.push(`SKU: ${before.sku} → ${sku}`)
  return changes.map((change) => `${before.sku} ${change}`)
}

function changesOf<Field extends string>(
  fields: readonly Field[],
  before: Record<Field, unknown>,
  after: Record<Field, unknown>,
): string[] {
  return fields
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field) => `${field}: ${show(before[field])} → ${show(after[field])}`)
}

function show(value: unknown): string {
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.join(', ') || '–'
  return value === null || value === '' ? '–' : String(value)
}
