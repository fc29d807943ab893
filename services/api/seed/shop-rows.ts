type Row = Record<string, unknown>

/** A shop as rows of its tables, columns by their own names. */
export interface ShopRows {
  shop: Row & { id: string; slug: string }
  products: Row[]
  variants: Row[]
  stock: Row[]
  collections: Row[]
  collectionProducts: Row[]
  shippingMethods: Row[]
}
