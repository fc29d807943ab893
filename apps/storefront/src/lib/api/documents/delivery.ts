import type { ResultOf } from 'gql.tada'
import { graphql } from '#lib/api/schema.ts'
import { moneyFragment } from './fragments.ts'

export const shippingMethodsQuery = graphql(
  `
    query ShippingMethods($countryCode: String!, $postalCode: String, $vatNumber: String) {
      shippingMethods(countryCode: $countryCode, postalCode: $postalCode, vatNumber: $vatNumber) {
        id
        name
        description
        pickupAddress
        openingHours
        freeFrom {
          ...MoneyFields
        }
        price {
          ...MoneyFields
        }
      }
    }
  `,
  [moneyFragment],
)
export type ShippingMethod = ResultOf<typeof shippingMethodsQuery>['shippingMethods'][number]

export const countriesQuery = graphql(`
  query Countries {
    shop {
      countries {
        code
        postalCode
      }
    }
  }
`)
export type Country = NonNullable<ResultOf<typeof countriesQuery>['shop']['countries']>[number]

export const quoteQuery = graphql(
  `
    query Quote($countryCode: String!, $postalCode: String, $vatNumber: String, $shippingMethodId: ID) {
      quote(
        countryCode: $countryCode
        postalCode: $postalCode
        vatNumber: $vatNumber
        shippingMethodId: $shippingMethodId
      ) {
        vatNumberStatus
        discounts {
          label
          amount {
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
        total {
          ...MoneyFields
        }
      }
    }
  `,
  [moneyFragment],
)
export type CartTotals = NonNullable<ResultOf<typeof quoteQuery>['quote']>
