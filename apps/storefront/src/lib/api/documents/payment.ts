import type { ResultOf } from 'gql.tada'
import { graphql } from '#lib/api/schema.ts'
import { userErrorFragment } from './fragments.ts'

export const payByBankMutation = graphql(
  `
    mutation PayByBank($input: PayByBankInput!) {
      payByBank(input: $input) {
        redirect {
          method
          url
          fields {
            name
            value
          }
        }
        userErrors {
          ...UserErrorFields
        }
      }
    }
  `,
  [userErrorFragment],
)
export type PayByBankPayload = ResultOf<typeof payByBankMutation>['payByBank']
export type BankRedirect = NonNullable<PayByBankPayload['redirect']>

export const payByTransferMutation = graphql(
  `
    mutation PayByTransfer($input: PayManuallyInput!) {
      payByTransfer(input: $input) {
        userErrors {
          ...UserErrorFields
        }
      }
    }
  `,
  [userErrorFragment],
)

export const payByChequeMutation = graphql(
  `
    mutation PayByCheque($input: PayManuallyInput!) {
      payByCheque(input: $input) {
        userErrors {
          ...UserErrorFields
        }
      }
    }
  `,
  [userErrorFragment],
)
