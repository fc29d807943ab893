import type { ResultOf, VariablesOf } from 'gql.tada'
import { graphql } from '#lib/api/schema.ts'
import { moneyFragment, pictureFragment } from './fragments.ts'

/** What header and footer link to. */
export const linksQuery = graphql(`
  query Links {
    collections {
      id
      slug
      name
    }
    shopPages {
      kind
      slug
      title
    }
  }
`)
export type Collection = ResultOf<typeof linksQuery>['collections'][number]
export type PageLink = ResultOf<typeof linksQuery>['shopPages'][number]

export const shopPageQuery = graphql(`
  query ShopPage($slug: String!) {
    shopPage(slug: $slug) {
      kind
      slug
      title
      html
      language
      version
      publishedAt
    }
  }
`)
export type ShopPage = NonNullable<ResultOf<typeof shopPageQuery>['shopPage']>

/** The slugs of the legal pages, in the language of the request. */
export const legalPagesQuery = graphql(`
  query LegalPages {
    shopPages {
      kind
      slug
      publishedAt
    }
  }
`)
export type LegalPage = ResultOf<typeof legalPagesQuery>['shopPages'][number]

export const collectionImagesQuery = graphql(
  `
    query CollectionImages {
      collections {
        id
        image {
          ...PictureFields
        }
        products(first: 1) {
          nodes {
            image {
              ...PictureFields
            }
          }
        }
      }
    }
  `,
  [pictureFragment],
)

export const productsQuery = graphql(
  `
    query Products(
      $first: Int
      $after: String
      $search: String
      $collectionSlug: String
      $sort: ProductSort
      $ofCollection: Boolean = false
    ) {
      collections @include(if: $ofCollection) {
        slug
        name
        breadcrumbs {
          slug
          name
        }
        descriptionHtml
        image {
          ...PictureFields
        }
      }
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
          image {
            ...PictureFields
          }
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
  [moneyFragment, pictureFragment],
)
export type ProductsInput = VariablesOf<typeof productsQuery>
export type ProductPage = ResultOf<typeof productsQuery>['products']
/** What a page shows of its collection, besides the products. */
export type CollectionIntro = NonNullable<ResultOf<typeof productsQuery>['collections']>[number]
export type ListedProduct = ProductPage['nodes'][number]

export const productQuery = graphql(
  `
    query Product($slug: String!) {
      product(slug: $slug) {
        slug
        name
        description
        descriptionHtml
        seoTitle
        seoDescription
        withdrawalExemption
        imageUrl
        images {
          ...PictureFields
        }
        options {
          name
          values
        }
        variants {
          id
          sku
          name
          optionValues
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
  [moneyFragment, pictureFragment],
)
export type Product = NonNullable<ResultOf<typeof productQuery>['product']>
export type Variant = Product['variants'][number]
