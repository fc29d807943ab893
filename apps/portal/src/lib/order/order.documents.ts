import { graphql, type EnumValue, type ResultOf } from '../graphql/graphql.ts'
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
    }
  `,
  [layoutFields],
)

const moneyFields = graphql(`
  fragment MoneyFields on Money {
    amount
    currency
  }
`)

const addressFields = graphql(`
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
      order(code: $code) {
        code
        status
        fulfillment
        placedAt
        email
        note
        billingAddress {
          ...AddressFields
        }
        shippingAddress {
          ...AddressFields
        }
        lines {
          productName
          variantName
          sku
          quantity
          unitPrice {
            ...MoneyFields
          }
          discounts {
            label
            amount {
              ...MoneyFields
            }
          }
          total {
            ...MoneyFields
          }
        }
        shippingDiscounts {
          label
          amount {
            ...MoneyFields
          }
        }
        subtotal {
          ...MoneyFields
        }
        shippingTotal {
          ...MoneyFields
        }
        taxTotal {
          ...MoneyFields
        }
        taxes {
          taxBasisPoints
          base {
            ...MoneyFields
          }
          tax {
            ...MoneyFields
          }
        }
        legalMention
        vatNumber
        total {
          ...MoneyFields
        }
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
        unmatchedPayments {
          closedAt
          bankPaymentId
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
  [layoutFields, moneyFields, addressFields, certificationFields],
)

/** An order as a row of the list. */
export type OrderSummary = ResultOf<typeof ordersQuery>['orders']['nodes'][number]
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
export type BankPaymentStatus = EnumValue<'BankPaymentStatus'>
export type MailKind = EnumValue<'MailKind'>
export type MailStatus = EnumValue<'MailStatus'>
export type PaymentMode = EnumValue<'PaymentMode'>
