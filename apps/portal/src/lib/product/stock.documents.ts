import { graphql, type EnumValue, type ResultOf } from '../graphql/graphql.ts'
import { layoutFields } from '../member/member.documents.ts'

export const stockHistoryQuery = graphql(
  `
    query StockHistory($productId: ID!, $variantId: ID!, $first: Int!, $after: String) {
      ...LayoutFields
      product(id: $productId) {
        id
        name
        variants {
          id
          sku
          name
          onHand
          reserved
          available
          lowStockThreshold
        }
      }
      stockHistory(variantId: $variantId, first: $first, after: $after) {
        nodes {
          id
          at
          by {
            name
          }
          reason
          delta
          onHandAfter
          note
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

export const adjustStockMutation = graphql(`
  mutation AdjustStock($input: AdjustStockInput!) {
    adjustStock(input: $input) {
      userErrors {
        code
        message
        field
      }
    }
  }
`)

export const changeVariantsMutation = graphql(`
  mutation ChangeVariants($input: [VariantChangeInput!]!) {
    changeVariants(input: $input) {
      userErrors {
        code
        message
        field
      }
    }
  }
`)

export type StockMovement = ResultOf<typeof stockHistoryQuery>['stockHistory']['nodes'][number]
export type StockReason = EnumValue<'StockReason'>
