import { MAX_ON_HAND } from '../kernel/stock-limit.ts'

/** Lengths in characters. */
export const LIMITS = {
  name: 255,
  slug: 100,
  descriptionHtml: 50_000,
  seoTitle: 255,
  seoDescription: 1000,
  options: 3,
  optionName: 50,
  optionValue: 100,
  variants: 250,
  variantName: 255,
  sku: 100,
  brand: 100,
  /** With spaces and hyphens. */
  gtin: 30,
  /** Minor units. */
  price: 1_000_000_000,
  weightGrams: 1_000_000,
  quantity: MAX_ON_HAND,
  /** Products or variants that one request changes. */
  bulk: 500,
  images: 20,
  productsOfCollection: 1_000,
  /** All of them are read with each request of a buyer that lists them. */
  collectionsOfShop: 500,
  altText: 250,
} as const
