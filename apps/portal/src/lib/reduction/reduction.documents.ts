import { graphql, type ResultOf } from '../graphql/graphql.ts'
import { layoutFields } from '../member/member.documents.ts'

export const priceReductionsQuery = graphql(
  `
    query PriceReductions($productIds: [ID!]!) {
      ...LayoutFields
      priceReductions(productIds: $productIds) {
        variantId
        productId
        productName
        variantName
        sku
        price {
          amount
          currency
        }
        lowestPrice {
          amount
          currency
        }
        priorPrice {
          amount
          currency
        }
        plan {
          price {
            amount
            currency
          }
          startsAt
          endsAt
          regularPrice {
            amount
            currency
          }
        }
      }
    }
  `,
  [layoutFields],
)

export type PriceReduction = ResultOf<typeof priceReductionsQuery>['priceReductions'][number]

export const reducePricesMutation = graphql(`
  mutation ReducePrices($input: ReducePricesInput!) {
    reducePrices(input: $input) {
      userErrors {
        code
        message
        field
      }
    }
  }
`)

export const withdrawReductionsMutation = graphql(`
  mutation WithdrawReductions($variantIds: [ID!]!, $restorePrices: Boolean!) {
    withdrawReductions(variantIds: $variantIds, restorePrices: $restorePrices) {
      userErrors {
        code
        message
        field
      }
    }
  }
`)
