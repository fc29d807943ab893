/** What a column of a file can hold. */
export const FIELDS = [
  'handle',
  'type',
  'parent',
  'id',
  'name',
  'description',
  'status',
  'published',
  'publishAt',
  'collections',
  'tags',
  'sku',
  'variantName',
  'price',
  'priceExcludingTax',
  'salePrice',
  'recommendedPrice',
  'taxCategory',
  'stock',
  'weightGrams',
  'weightKilograms',
  'option1Name',
  'option1Value',
  'option2Name',
  'option2Value',
  'option3Name',
  'option3Value',
  'seoTitle',
  'seoDescription',
  'images',
  'imageAlt',
  'productReference',
  'attributeNames',
  'attributeValues',
  'priceImpact',
  'weightImpact',
] as const

export type Field = (typeof FIELDS)[number]

/** The field of each column; null for one that is not imported. */
export type Mapping = (Field | null)[]
