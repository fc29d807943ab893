import { graphql, type EnumValue, type ResultOf } from '#lib/graphql/graphql.ts'

export const openUnmatchedPaymentCountQuery = graphql(`
  query OpenUnmatchedPaymentCount {
    openRescueCount
  }
`)

export const unmatchedPaymentsQuery = graphql(`
  query UnmatchedPayments($open: Boolean, $first: Int!, $after: String) {
    openRescueCount
    rescues(open: $open, first: $first, after: $after) {
      nodes {
        id
        reason
        openedAt
        closedAt
        bank
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
`)

export const rejectedNotificationsQuery = graphql(`
  query RejectedNotifications($first: Int!, $after: String) {
    openRescueCount
    refusedNotifications(first: $first, after: $after) {
      nodes {
        id
        protocol
        bank
        reason
        receivedAt
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
`)

/** An authentic payment that the API could not apply to an order. */
export type UnmatchedPayment = ResultOf<typeof unmatchedPaymentsQuery>['rescues']['nodes'][number]
/** What a member did about an unmatched payment. */
export type UnmatchedPaymentAction = UnmatchedPayment['steps'][number]
/** A notification sent in the name of a bank that failed a check. It changed nothing. */
export type RejectedNotification = ResultOf<
  typeof rejectedNotificationsQuery
>['refusedNotifications']['nodes'][number]

export type UnmatchedPaymentReason = EnumValue<'RescueReason'>
export type UnmatchedPaymentActionKind = EnumValue<'RescueStepKind'>
export type RejectionReason = EnumValue<'RefusalReason'>
