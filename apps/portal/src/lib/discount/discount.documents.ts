import { graphql, type ResultOf } from '../graphql/graphql.ts'
import { layoutFields } from '../member/member.documents.ts'

const discountFields = graphql(`
  fragment DiscountFields on MerchantDiscount {
    id
    name
    code
    kind
    basisPoints
    amount {
      amount
      currency
    }
    collectionId
    minimumAmount {
      amount
      currency
    }
    startsAt
    endsAt
    maxUses
    maxUsesPerEmail
    uses
    enabled
    status
    version
  }
`)

export const discountsQuery = graphql(
  `
    query Discounts {
      ...LayoutFields
      discounts {
        ...DiscountFields
      }
    }
  `,
  [layoutFields, discountFields],
)

/** A discount, if there is one with this id, and what a form for it needs. */
export const discountQuery = graphql(
  `
    query Discount($id: ID!) {
      ...LayoutFields
      discount(id: $id) {
        ...DiscountFields
      }
      discountCollections {
        id
        name
      }
    }
  `,
  [layoutFields, discountFields],
)

export type Discount = ResultOf<typeof discountFields>
export type DiscountKind = Discount['kind']
