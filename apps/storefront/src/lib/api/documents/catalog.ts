import type { ResultOf, VariablesOf } from 'gql.tada'
import { graphql } from '#lib/api/schema.ts'
import { moneyFragment } from './fragments.ts'

export const collectionsQuery = graphql(`
  query Collections {
    collections {
      id
      slug
      name
    }
  }
`)
export type Collection = ResultOf<typeof collectionsQuery>['collections'][number]

export const collectionImagesQuery = graphql(`
  query CollectionImages {
    collections {
      id
      products(first: 1) {
        nodes {
          imageUrl
        }
      }
    }
  }
`)

export const productsQuery = graphql(
  `
    query Products(
      $first: Int
      $after: String
      $search: String
      $collectionSlug: String
      $sort: ProductSort
    ) {
      products(first: $first, after: $after, search: $search, collectionSlug: $collectionSlug, sort: $sort) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          id
          slug
          name
          imageUrl
          priceRange {
            min {
              ...MoneyFields
            }
            max {
              ...MoneyFields
            }
          }
          variants {
            id
            availableQuantity
          }
        }
      }
    }
  `,
  [moneyFragment],
)
export type ProductsInput = VariablesOf<typeof productsQuery>
export type ProductPage = ResultOf<typeof productsQuery>['products']
export type ListedProduct = ProductPage['nodes'][number]

export const productQuery = graphql(
  `
    query Product($slug: String!) {
      product(slug: $slug) {
        slug
        name
        description
        seoTitle
        seoDescription
        imageUrl
        options {
          name
        }
        variants {
          id
          sku
          name
          availableQuantity
          price {
            ...MoneyFields
          }
          priorPrice {
            ...MoneyFields
          }
          recommendedPrice {
            ...MoneyFields
          }
        }
      }
    }
  `,
  [moneyFragment],
)
export type Product = NonNullable<ResultOf<typeof productQuery>['product']>
