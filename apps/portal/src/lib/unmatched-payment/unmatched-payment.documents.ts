import { graphql, type EnumValue, type ResultOf } from '../graphql/graphql.ts'
import { layoutFields } from '../member/member.documents.ts'

export const unmatchedPaymentsQuery = graphql(
  `
    query UnmatchedPayments($open: Boolean, $first: Int!, $after: String) {
      ...LayoutFields
      unmatchedPayments(open: $open, first: $first, after: $after) {
        nodes {
          id
          reason
          openedAt
          closedAt
          bank
          manualMethod
          reference
          bankTransactionId
          notAcceptable
          amount {
            amount
            currency
          }
          order {
            code
            status
            email
            total {
              amount
              currency
            }
            billingAddress {
              firstName
              lastName
              company
              phone
            }
          }
          steps {
            kind
            at
            by {
              name
            }
            amount {
              amount
              currency
            }
            bankReference
            note
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

export const rejectedNotificationsQuery = graphql(
  `
    query RejectedNotifications($first: Int!, $after: String) {
      ...LayoutFields
      refusedNotifications(first: $first, after: $after) {
        nodes {
          id
          protocol
          bank
          reason
          receivedAt
          omittedCount
          fields {
            name
            value
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

/** An authentic payment that the API could not apply to an order. */
export type UnmatchedPayment = ResultOf<typeof unmatchedPaymentsQuery>['unmatchedPayments']['nodes'][number]
/** What a member did about an unmatched payment. */
export type UnmatchedPaymentAction = UnmatchedPayment['steps'][number]
/** A notification sent in the name of a bank that failed a check. It changed nothing. */
export type RejectedNotification = ResultOf<
  typeof rejectedNotificationsQuery
>['refusedNotifications']['nodes'][number]

export type UnmatchedPaymentReason = EnumValue<'UnmatchedPaymentReason'>
export type UnmatchedPaymentActionKind = EnumValue<'UnmatchedPaymentActionKind'>
export type RejectionReason = EnumValue<'RefusalReason'>
