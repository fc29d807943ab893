import type { Page } from '#lib/page.ts'
import type { RefusedNotification, Rescue } from '#lib/rescue/rescue.ts'
import { operation, userErrors, type UserErrors } from './operation.ts'

/** What the portal asks of the rescue list. Mutations alias their answer `payload`. */

export const rescues = operation<
  { rescues: Page<Rescue>; openRescueCount: number },
  { open: boolean; first: number; after: string | null }
>(`query Rescues($open: Boolean, $first: Int!, $after: String) {
  openRescueCount
  rescues(open: $open, first: $first, after: $after) {
    nodes {
      id reason openedAt closedAt bank reference bankTransactionId notAcceptable
      amount { amount currency }
      order {
        code status email total { amount currency }
        billingAddress { firstName lastName company phone }
      }
      steps { kind at by { name } amount { amount currency } bankReference note }
    }
    pageInfo { hasNextPage endCursor }
    totalCount
  }
}`)

export const refusedNotifications = operation<
  { refusedNotifications: Page<RefusedNotification>; openRescueCount: number },
  { first: number; after: string | null }
>(`query RefusedNotifications($first: Int!, $after: String) {
  openRescueCount
  refusedNotifications(first: $first, after: $after) {
    nodes { id protocol bank reason receivedAt fields { name value } }
    pageInfo { hasNextPage endCursor }
    totalCount
  }
}`)

export const acceptRescue = operation<
  { payload: UserErrors },
  { input: { rescueId: string; acceptedAmount: number | null; note: string | null } }
>(
  `mutation AcceptRescue($input: AcceptRescueInput!) { payload: acceptRescue(input: $input) { ${userErrors} } }`,
)

export const recordRescueRefund = operation<
  { payload: UserErrors },
  { input: { rescueId: string; amount: number; bankReference: string; note: string | null } }
>(`mutation RecordRescueRefund($input: RecordRescueRefundInput!) {
  payload: recordRescueRefund(input: $input) { ${userErrors} }
}`)

type Noted = { rescueId: string; note: string | null }

export const recordRescueContact = operation<{ payload: UserErrors }, Noted>(
  `mutation RecordRescueContact($rescueId: ID!, $note: String) {
  payload: recordRescueContact(rescueId: $rescueId, note: $note) { ${userErrors} }
}`,
)

export const reopenRescue = operation<{ payload: UserErrors }, Noted>(
  `mutation ReopenRescue($rescueId: ID!, $note: String) {
  payload: reopenRescue(rescueId: $rescueId, note: $note) { ${userErrors} }
}`,
)
