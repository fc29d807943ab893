import { storefront } from '../graphql/documents.ts'
import type { ResultOf } from '../graphql/documents.ts'

/** Queries of a shop's list, product and search pages; the API and the reference server execute the same documents. */

export const LIST = storefront(`query ($after: String) { products(first: 20, after: $after) {
  nodes { id slug name imageUrl priceRange { min { amount currency } max { amount currency } } }
  pageInfo { hasNextPage endCursor } totalCount } }`)

export const PRODUCT = storefront(`query ($slug: String!) { product(slug: $slug) {
  id slug name description imageUrl variants { id sku name price { amount currency } availableQuantity } } }`)

export const SEARCH = storefront(`query ($search: String!) { products(first: 20, search: $search) {
  nodes { id slug name priceRange { min { amount currency } } } totalCount } }`)

export const FILTERED =
  storefront(`query ($filters: ProductFilters) { products(first: 20, filters: $filters) {
  nodes { id slug name priceRange { min { amount currency } } } totalCount
  facets { price { min { amount } max { amount } } availability { label value selected count }
    options { name values { label value selected count } } collections { label value selected count } } } }`)

export const ALL = storefront(`query ($after: String) { products(first: 100, after: $after) {
  nodes { id slug name description imageUrl priceRange { min { amount currency } max { amount currency } }
    variants { id sku name price { amount currency } availableQuantity } }
  pageInfo { hasNextPage endCursor } totalCount } }`)

export type Product = ResultOf<typeof ALL>['products']['nodes'][number]
