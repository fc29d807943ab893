import type { ResultOf } from 'gql.tada'
import { graphql } from '#lib/api/schema.ts'
import { moneyFragment, userErrorFragment } from './fragments.ts'

export const placeOrderMutation = graphql(
  `
    mutation PlaceOrder($input: PlaceOrderInput!) {
      placeOrder(input: $input) {
        order {
          code
          token
        }
        userErrors {
          ...UserErrorFields
        }
      }
    }
  `,
  [userErrorFragment],
)

export const orderQuery = graphql(
  `
    query Order($code: String!, $token: String!) {
      order(code: $code, token: $token) {
        code
        status
        fulfillment
        isPartlyShipped
        hasNothingToShip
        isPickup
        parcels {
          id
          carrier
          trackingNumber
          trackingUrl
          pickupAddress
          openingHours
          shippedAt
          deliveredAt
          lines {
            productName
            variantName
            quantity
          }
        }
        placedAt
        email
        shippingAddress {
          firstName
          lastName
          company
          line1
          line2
          postalCode
          city
          region
          countryCode
        }
        lines {
          productName
          variantName
          unitPrice {
            amount
            currency
          }
          sku
          quantity
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
        shippingMethod {
          name
          pickupAddress
          openingHours
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
        total {
          ...MoneyFields
        }
        payment {
          mode
          cardBrand
          bankName
        }
        bankAttempt {
          status
        }
        paymentMethods
        manualPayment {
          method
          amount {
            ...MoneyFields
          }
          reference
          dueAt
          accountHolder
          iban
          bic
          payee
          postalAddress
          note
        }
        withdrawal {
          state
          endsAt
          lines {
            lineId
            productName
            variantName
            quantity
            remaining
            exemption
          }
          withdrawals {
            id
            withdrawnAt
            lines {
              productName
              variantName
              quantity
            }
          }
        }
        billingAddress {
          firstName
          lastName
        }
        refunds {
          id
          refundedAt
          amount {
            ...MoneyFields
          }
          shippingAmount {
            ...MoneyFields
          }
          otherAmount {
            ...MoneyFields
          }
          reason
          lines {
            productName
            variantName
            quantity
            amount {
              ...MoneyFields
            }
          }
        }
        invoices {
          kind
          number
          url
        }
      }
    }
  `,
  [moneyFragment],
)

export const withdrawMutation = graphql(
  `
    mutation Withdraw($input: WithdrawInput!) {
      withdraw(input: $input) {
        userErrors {
          ...UserErrorFields
        }
      }
    }
  `,
  [userErrorFragment],
)
export type Order = NonNullable<ResultOf<typeof orderQuery>['order']>
export type WithdrawableLine = Order['withdrawal']['lines'][number]
export type Parcel = Order['parcels'][number]
export type Address = Order['shippingAddress']
