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
  /** Minor units. */
  price: 1_000_000_000,
  weightGrams: 1_000_000,
  quantity: 1_000_000_000,
  /** Products or variants that one request changes. */
  bulk: 500,
  images: 20,
  altText: 250,
} as const
