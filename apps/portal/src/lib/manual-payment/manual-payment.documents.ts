import { graphql } from '../graphql/graphql.ts'
import { layoutFields } from '../member/member.documents.ts'

export const manualPaymentSettingsQuery = graphql(
  `
    query ManualPaymentSettings {
      ...LayoutFields
      manualPaymentSettings {
        transfer {
          isOffered
          holder
          iban
          bic
          note
          delayDays
        }
        cheque {
          isOffered
          payee
          address
          note
          delayDays
        }
        version
      }
    }
  `,
  [layoutFields],
)

/** How the buyer of an order can pay it, and what members recorded as received. */
export const waysToPayFields = graphql(`
  fragment WaysToPayFields on MerchantOrder {
    canRequestBankPayment
    channel
    paymentMethods
    manualPayment {
      method
      dueAt
    }
    receipts {
      id
      method
      amount {
        amount
        currency
      }
      receivedOn
      reference
      paidOrder
      recordedBy {
        name
      }
      undoneAt
    }
  }
`)
