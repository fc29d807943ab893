import type { ResultOf, VariablesOf } from 'gql.tada'
import { graphql } from '#lib/api/schema.ts'
import { moneyFragment, pictureFragment } from './fragments.ts'

/** What header and footer link to. */
export const linksQuery = graphql(`
  query Links {
    collections(topLevelOnly: true) {
      id
      slug
      name
      children {
        id
        slug
        name
      }
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
      collections(topLevelOnly: true) {
        id
        image {
          ...PictureFields
        }
        products(first: 1, includeDescendants: true) {
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

const listedProductFragment = graphql(
  `
    fragment ListedProductFields on Product {
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
  `,
  [moneyFragment, pictureFragment],
)
export type ListedProduct = ResultOf<typeof listedProductFragment>

export const newestProductsQuery = graphql(
  `
    query NewestProducts($first: Int!) {
      products(first: $first, sort: NEWEST) {
        totalCount
        nodes {
          ...ListedProductFields
        }
      }
    }
  `,
  [listedProductFragment],
)

const facetValueFragment = graphql(`
  fragment FacetValueFields on FacetValue {
    label
    value
    selected
    count
  }
`)
export type FacetValue = ResultOf<typeof facetValueFragment>

/** A page of the catalog, of a collection with all within it, or of a search. Pictures of children are one size: see `pictureFragment`. */
export const productsQuery = graphql(
  `
    query Products(
      $first: Int
      $after: String
      $last: Int
      $before: String
      $search: String
      $collectionSlug: String
      $sort: ProductSort
      $filters: ProductFilters
      $ofCollection: Boolean = false
      $slug: String = ""
    ) {
      collection(slug: $slug) @include(if: $ofCollection) {
        slug
        name
        descriptionHtml
        seoTitle
        seoDescription
        image {
          ...PictureFields
        }
        breadcrumbs {
          id
          slug
          name
        }
        children {
          id
          slug
          name
          image {
            url(width: 320)
          }
        }
      }
      products(
        first: $first
        after: $after
        last: $last
        before: $before
        search: $search
        collectionSlug: $collectionSlug
        includeDescendants: true
        sort: $sort
        filters: $filters
      ) {
        totalCount
        pageInfo {
          hasNextPage
          hasPreviousPage
          startCursor
          endCursor
        }
        nodes {
          ...ListedProductFields
        }
        facets {
          price {
            min {
              ...MoneyFields
            }
            max {
              ...MoneyFields
            }
          }
          availability {
            ...FacetValueFields
          }
          options {
            name
            values {
              ...FacetValueFields
            }
          }
          collections {
            ...FacetValueFields
          }
        }
      }
    }
  `,
  [moneyFragment, pictureFragment, listedProductFragment, facetValueFragment],
)
export type ProductsInput = VariablesOf<typeof productsQuery>
export type ProductPage = ResultOf<typeof productsQuery>['products']
export type Facets = ProductPage['facets']
/** What a page shows of its collection, besides the products. */
export type CollectionIntro = NonNullable<ResultOf<typeof productsQuery>['collection']>
