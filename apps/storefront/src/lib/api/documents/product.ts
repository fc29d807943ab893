import type { ResultOf } from 'gql.tada'
import { graphql } from '#lib/api/schema.ts'
import { moneyFragment, pictureFragment } from './fragments.ts'

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
        brand
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
          gtin
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
