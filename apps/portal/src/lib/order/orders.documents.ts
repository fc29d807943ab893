import { graphql, type ResultOf } from '../graphql/graphql.ts'
import { layoutFields } from '../member/member.documents.ts'

export const ordersQuery = graphql(
  `
    query Orders($filter: OrderFilter, $first: Int!, $after: String) {
      ...LayoutFields
      orders(filter: $filter, first: $first, after: $after) {
        nodes {
          code
          status
          fulfillment
          isPartlyShipped
          hasNothingToShip
          isPickup
          placedAt
          email
          billingAddress {
            firstName
            lastName
            company
          }
          total {
            amount
            currency
          }
          paymentSummary {
            cardBrand
            bank
            manualMethod
            hasOpenUnmatchedPayment
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        totalCount
        totalCountIsCapped
      }
      toCertify: orderCount(filter: { status: [AWAITING_CERTIFICATION] })
      nextOrderToCertify {
        code
      }
    }
  `,
  [layoutFields],
)

/** An order as a row of the list. */
export type OrderSummary = ResultOf<typeof ordersQuery>['orders']['nodes'][number]
