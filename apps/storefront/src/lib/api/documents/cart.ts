import type { ResultOf } from 'gql.tada'
import { graphql } from '#lib/api/schema.ts'
import { moneyFragment, userErrorFragment } from './fragments.ts'

export const cartQuery = graphql(
  `
    query Cart {
      cart {
        subtotal {
          ...MoneyFields
        }
        lines {
          id
          quantity
          unitPrice {
            ...MoneyFields
          }
          total {
            ...MoneyFields
          }
          variant {
            id
            name
            availableQuantity
            product {
              slug
              name
              imageUrl
            }
          }
        }
      }
    }
  `,
  [moneyFragment],
)
export type Cart = NonNullable<ResultOf<typeof cartQuery>['cart']>
export type CartLine = Cart['lines'][number]

export const cartCountQuery = graphql(`
  query CartCount {
    cart {
      totalQuantity
    }
  }
`)

export const addToCartMutation = graphql(
  `
    mutation AddToCart($variantId: ID!, $quantity: Int!) {
      addToCart(variantId: $variantId, quantity: $quantity) {
        userErrors {
          ...UserErrorFields
        }
      }
    }
  `,
  [userErrorFragment],
)

export const setCartLineMutation = graphql(
  `
    mutation SetCartLine($variantId: ID!, $quantity: Int!) {
      setCartLine(variantId: $variantId, quantity: $quantity) {
        userErrors {
          ...UserErrorFields
        }
      }
    }
  `,
  [userErrorFragment],
)
