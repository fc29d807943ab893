import { graphql, type ResultOf } from '../graphql/graphql.ts'

export const findVariantsQuery = graphql(`
  query FindVariants($search: String) {
    products(filter: { search: $search, status: [PUBLISHED] }, first: 8) {
      nodes {
        id
        name
        isVisible
        variants {
          id
          name
          sku
          available
          price {
            amount
            currency
          }
        }
      }
    }
  }
`)

/** A variant as it is shown among those that were found, and as a line of the order. */
export interface FoundVariant {
  id: string
  /** Of the product and, where it has several variants, of the variant. */
  name: string
  sku: string
  available: number
  price: { amount: number; currency: string }
}

/** The variants of products that buyers see now. */
export const toFoundVariants = ({ products }: ResultOf<typeof findVariantsQuery>): FoundVariant[] =>
  products.nodes
    .filter(({ isVisible }) => isVisible)
    .flatMap(({ name, variants }) =>
      variants.map((variant) => ({
        ...variant,
        name: variants.length > 1 ? `${name} – ${variant.name}` : name,
      })),
    )

export const quoteEnteredOrderMutation = graphql(`
  mutation QuoteEnteredOrder($input: EnteredOrderQuoteInput!) {
    quoteEnteredOrder(input: $input) {
      quote {
        methods {
          id
          name
          price {
            amount
            currency
          }
        }
        totals {
          subtotal {
            amount
            currency
          }
          discounts {
            label
            amount {
              amount
              currency
            }
          }
          shippingTotal {
            amount
            currency
          }
          taxTotal {
            amount
            currency
          }
          total {
            amount
            currency
          }
        }
        discountProblem
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`)

export type EnteredOrderQuote = ResultOf<typeof quoteEnteredOrderMutation>['quoteEnteredOrder']
