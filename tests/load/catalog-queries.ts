/** What a shop's list, product and search pages ask; both servers answer the same documents. */

export const LIST = `query ($after: String) { products(first: 20, after: $after) {
  nodes { id slug name imageUrl priceRange { min { amount currency } max { amount currency } } }
  pageInfo { hasNextPage endCursor } totalCount } }`

export const PRODUCT = `query ($slug: String!) { product(slug: $slug) {
  id slug name description imageUrl variants { id sku name price { amount currency } availableQuantity } } }`

export const SEARCH = `query ($search: String!) { products(first: 20, search: $search) {
  nodes { id slug name priceRange { min { amount currency } } } totalCount } }`

export const ALL = `query ($after: String) { products(first: 100, after: $after) {
  nodes { id slug name description imageUrl priceRange { min { amount currency } max { amount currency } }
    variants { id sku name price { amount currency } availableQuantity } }
  pageInfo { hasNextPage endCursor } totalCount } }`

export interface Product {
  id: string
  slug: string
  name: string
  variants: { id: string; availableQuantity: number }[]
}

export interface Page {
  products: {
    nodes: Product[]
    pageInfo: { hasNextPage: boolean; endCursor: string }
    totalCount: number
  }
}
