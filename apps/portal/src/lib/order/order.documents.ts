import { graphql, type EnumValue, type ResultOf } from '../graphql/graphql.ts'
import { waysToPayFields } from '../manual-payment/manual-payment.documents.ts'
import { layoutFields } from '../member/member.documents.ts'
import { carrierFields, orderParcelFields } from '../parcel/parcel.documents.ts'
import { refundableFields, refundFields } from '../refund/refund.documents.ts'
import { withdrawalFields } from '../withdrawal/withdrawal.documents.ts'
import { moneyFields, orderAmountFields } from './order-amounts.documents.ts'

export const addressFields = graphql(`
  fragment AddressFields on Address {
    firstName
    lastName
    company
    line1
    line2
    postalCode
    city
    region
    countryCode
    phone
  }
`)

const certificationFields = graphql(
  `
    fragment CertificationFields on Certification {
      outcome
      amount {
        ...MoneyFields
      }
      authorizationNumber
      declineReason
      bankReference
      certifiedAt
      certifiedBy {
        name
      }
      certifierRevealedCard
      note
    }
  `,
  [moneyFields],
)

export const orderQuery = graphql(
  `
    query Order($code: String!) {
      ...LayoutFields
      ...CarrierFields
      nextOrderToCertify(after: $code) {
        code
      }
      order(code: $code) {
        ...OrderParcelFields
        code
        status
        fulfillment
        placedAt
        email
        erasedAt
        buyerData {
          orderCount
          openOrders {
            code
            obstacle
          }
          kept {
            kind
            what
            why
            until
          }
        }
        note
        billingAddress {
          ...AddressFields
        }
        shippingAddress {
          ...AddressFields
        }
        ...OrderAmountFields
        legalMention
        vatNumber
        termsVersionId
        withdrawalVersionId
        total {
          ...MoneyFields
        }
        notes {
          id
          text
          by
          writtenAt
          mayRemove
        }
        otherOrders {
          count
          countIsCapped
          newest {
            code
            status
            placedAt
            total {
              ...MoneyFields
            }
          }
        }
        ...WaysToPayFields
        cardPayments {
          id
          takenAt
          mark
          brand
          firstSix
          expiryMonth
          expiryYear
          revealable
          certification {
            ...CertificationFields
          }
          certifications {
            ...CertificationFields
          }
        }
        bankPayments {
          id
          reference
          bank
          status
          amount {
            ...MoneyFields
          }
          authorizationNumber
          bankTransactionId
          updatedAt
          laterNews
          laterNewsAmount {
            ...MoneyFields
          }
          laterNewsAt
        }
        refunds {
          ...RefundFields
        }
        refundable {
          ...RefundableFields
        }
        withdrawal {
          withdrawals {
            ...WithdrawalFields
          }
        }
        unmatchedPayments {
          closedAt
          bankPaymentId
        }
        invoices {
          id
          kind
          number
          issuedAt
          total {
            ...MoneyFields
          }
        }
        waitingInvoices {
          isCreditNote
          since
          wait
        }
        mails {
          id
          kind
          to
          status
          sentAt
          lastError
          attempts
          encryptedTo
        }
        timeline {
          at
          by
          message
        }
      }
    }
  `,
  [
    layoutFields,
    carrierFields,
    orderParcelFields,
    moneyFields,
    orderAmountFields,
    addressFields,
    certificationFields,
    waysToPayFields,
    refundFields,
    refundableFields,
    withdrawalFields,
  ],
)

export type Order = NonNullable<ResultOf<typeof orderQuery>['order']>
export type Address = Order['billingAddress']
export type CardPayment = Order['cardPayments'][number]
export type Certification = CardPayment['certifications'][number]
export type BankPayment = Order['bankPayments'][number]
export type Mail = Order['mails'][number]
export type OrderEvent = Order['timeline'][number]
/** Minor units (cents) and ISO 4217 code. */
export type Money = Order['total']

export type OrderStatus = EnumValue<'OrderStatus'>
export type FulfillmentStatus = EnumValue<'FulfillmentStatus'>
export type CardBrand = EnumValue<'CardBrand'>
export type CertificationOutcome = EnumValue<'CertificationOutcome'>
export type DeclineReason = EnumValue<'DeclineReason'>
export type BankPaymentStatus = EnumValue<'BankPaymentStatus'>
export type MailKind = EnumValue<'MailKind'>
export type MailStatus = EnumValue<'MailStatus'>
export type ManualMethod = EnumValue<'ManualMethod'>
export type PaymentMethod = EnumValue<'PaymentMethod'>
export type OrderChannel = EnumValue<'OrderChannel'>
