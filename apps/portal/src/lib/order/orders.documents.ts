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
          erasedAt
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
      orderViews {
        id
        name
        filter
        isShared
      }
      orderFilterChoices {
        banks {
          id
          name
        }
        countries
      }
      toCertify: orderCount(filter: { status: [AWAITING_CERTIFICATION] })
      nextOrderToCertify {
        code
      }
    }
  `,
  [layoutFields],
)

export const orderChangesQuery = graphql(`
  query OrderChanges($since: DateTime!, $filter: OrderFilter) {
    orderChanges(since: $since, filter: $filter) {
      newOrders
      newOrdersAreCapped
    }
  }
`)

export const shipOrdersMutation = graphql(`
  mutation ShipOrders($orderCodes: [String!]!, $notifyBuyers: Boolean) {
    shipOrders(orderCodes: $orderCodes, notifyBuyers: $notifyBuyers) {
      results {
        orderCode
        userErrors {
          message
        }
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`)

export type OrderView = ResultOf<typeof ordersQuery>['orderViews'][number]
export type OrderChanges = ResultOf<typeof orderChangesQuery>['orderChanges']
export type OrderFilterChoices = ResultOf<typeof ordersQuery>['orderFilterChoices']
/** An order as a row of the list. */
export type OrderSummary = ResultOf<typeof ordersQuery>['orders']['nodes'][number]
