import type { ResultOf } from 'gql.tada'
import { graphql } from '#lib/api/schema.ts'
import { moneyFragment, pictureFragment, userErrorFragment } from './fragments.ts'

const noticeFragment = graphql(`
  fragment CartNoticeFields on CartNotice {
    id
    code
    message
    preventsOrder
  }
`)
export type CartNotice = ResultOf<typeof noticeFragment>

export const cartQuery = graphql(
  `
    query Cart {
      cart {
        subtotal {
          ...MoneyFields
        }
        discounts {
          label
          amount {
            ...MoneyFields
          }
        }
        discountCode {
          code
          problem {
            message
          }
        }
        notices {
          ...CartNoticeFields
        }
        lines {
          id
          quantity
          notices {
            ...CartNoticeFields
          }
          discounts {
            label
            amount {
              ...MoneyFields
            }
          }
          unitPrice {
            ...MoneyFields
          }
          total {
            ...MoneyFields
          }
          variant {
            id
            name
            optionValues
            availableQuantity
            product {
              slug
              name
              image {
                ...PictureFields
              }
            }
          }
        }
      }
    }
  `,
  [moneyFragment, pictureFragment, noticeFragment],
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

export const applyDiscountCodeMutation = graphql(
  `
    mutation ApplyDiscountCode($code: String!) {
      applyDiscountCode(code: $code) {
        userErrors {
          ...UserErrorFields
        }
      }
    }
  `,
  [userErrorFragment],
)

export const removeDiscountCodeMutation = graphql(
  `
    mutation RemoveDiscountCode {
      removeDiscountCode {
        userErrors {
          ...UserErrorFields
        }
      }
    }
  `,
  [userErrorFragment],
)

export const acknowledgeCartNoticesMutation = graphql(
  `
    mutation AcknowledgeCartNotices($noticeIds: [ID!]!) {
      acknowledgeCartNotices(noticeIds: $noticeIds) {
        userErrors {
          ...UserErrorFields
        }
      }
    }
  `,
  [userErrorFragment],
)

export const createCartLinkMutation = graphql(
  `
    mutation CreateCartLink {
      createCartLink {
        link {
          token
          expiresAt
        }
        userErrors {
          ...UserErrorFields
        }
      }
    }
  `,
  [userErrorFragment],
)

export const openCartMutation = graphql(
  `
    mutation OpenCart($token: String!, $mode: OpenCartMode!) {
      openCart(token: $token, mode: $mode) {
        userErrors {
          ...UserErrorFields
        }
      }
    }
  `,
  [userErrorFragment],
)
