import { graphql, type EnumValue, type ResultOf } from '../graphql/graphql.ts'
import { layoutFields } from '../member/member.documents.ts'

export const productFields = graphql(`
  fragment ProductFields on MerchantProduct {
    id
    slug
    previousSlugs
    name
    descriptionHtml
    status
    publishAt
    isVisible
    seoTitle
    seoDescription
    brand
    withdrawalExemption
    optionNames
    updatedAt
    version
    collections {
      id
      name
    }
    images {
      id
      url
      width
      height
      altText
    }
    variants {
      id
      sku
      name
      optionValues
      price {
        amount
        currency
      }
      recommendedPrice {
        amount
        currency
      }
      taxCategory
      weightGrams
      gtin
      onHand
      reserved
      available
      lowStockThreshold
    }
  }
`)

export const productQuery = graphql(
  `
    query Product($id: ID!) {
      ...LayoutFields
      collections {
        id
        name
        kind
      }
      product(id: $id) {
        ...ProductFields
      }
    }
  `,
  [layoutFields, productFields],
)

/** For a new product. */
export const productFormQuery = graphql(
  `
    query ProductForm {
      ...LayoutFields
      collections {
        id
        name
        kind
      }
    }
  `,
  [layoutFields],
)
export type CollectionChoice = ResultOf<typeof productFormQuery>['collections'][number]

export const productsQuery = graphql(
  `
    query Products($filter: ProductFilter, $sort: ProductSortKey, $first: Int!, $after: String) {
      ...LayoutFields
      collections {
        id
        name
      }
      products(filter: $filter, sort: $sort, first: $first, after: $after) {
        nodes {
          id
          name
          status
          publishAt
          isVisible
          optionNames
          images {
            url
          }
          variants {
            id
            sku
            name
            price {
              amount
              currency
            }
            recommendedPrice {
              amount
              currency
            }
            onHand
            reserved
            available
            lowStockThreshold
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        totalCount
      }
    }
  `,
  [layoutFields],
)

export type Product = ResultOf<typeof productFields>
export type Variant = Product['variants'][number]
export type ProductSummary = ResultOf<typeof productsQuery>['products']['nodes'][number]
export type VariantSummary = ProductSummary['variants'][number]
export type ProductStatus = EnumValue<'ProductStatus'>
export type ProductSortKey = EnumValue<'ProductSortKey'>
export type WithdrawalExemption = EnumValue<'WithdrawalExemption'>
export type TaxCategory = EnumValue<'TaxCategory'>

export const createProductMutation = graphql(`
  mutation CreateProduct($input: ProductInput!) {
    createProduct(input: $input) {
      product {
        id
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`)

export const changeProductMutation = graphql(`
  mutation ChangeProduct($input: ChangeProductInput!) {
    changeProduct(input: $input) {
      userErrors {
        code
        message
        field
      }
    }
  }
`)
