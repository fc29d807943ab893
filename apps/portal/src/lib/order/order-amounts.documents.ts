import { graphql } from '../graphql/graphql.ts'

export const moneyFields = graphql(`
  fragment MoneyFields on Money {
    amount
    currency
  }
`)

/** What was ordered, and what it costs. */
export const orderAmountFields = graphql(
  `
    fragment OrderAmountFields on MerchantOrder {
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
    }
  `,
  [moneyFields],
)
