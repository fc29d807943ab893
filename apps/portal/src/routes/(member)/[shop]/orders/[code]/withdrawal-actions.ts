import { graphql } from '#lib/graphql/graphql.ts'
import { m } from '#lib/paraglide/messages.js'
import { formAction } from '#lib/server/form-action.ts'
import { rawTextOf, requireTexts } from '#lib/server/form-data.ts'

/** The form actions of what the buyer withdrew from. */
export const withdrawalActions = {
  recordReturn: formAction({
    document: graphql(`
      mutation RecordReturn($withdrawalId: ID!) {
        recordReturn(withdrawalId: $withdrawalId) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => ({ withdrawalId: rawTextOf(form, 'withdrawalId') }),
    givesBack: ['withdrawalId'],
  }),
  closeWithdrawal: formAction({
    document: graphql(`
      mutation CloseWithdrawal($withdrawalId: ID!, $reason: String!) {
        closeWithdrawal(withdrawalId: $withdrawalId, reason: $reason) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => ({
      withdrawalId: rawTextOf(form, 'withdrawalId'),
      ...requireTexts(form, { reason: m.withdrawal_reason_missing() }),
    }),
    givesBack: ['withdrawalId', 'reason'],
  }),
}
