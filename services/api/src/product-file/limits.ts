/** The longest texts of a product, in characters, and its largest numbers. */
export const LIMITS = {
  name: 255,
  descriptionHtml: 50_000,
  seoTitle: 255,
  seoDescription: 1000,
  optionName: 50,
  optionValue: 100,
  variants: 250,
  sku: 100,
  /** Minor units. */
  price: 1_000_000_000,
  weightGrams: 1_000_000,
  quantity: 1_000_000_000,
} as const
