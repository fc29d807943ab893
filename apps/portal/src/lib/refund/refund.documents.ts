import { graphql } from '../graphql/graphql.ts'

export const refundFields = graphql(`
  fragment RefundFields on Refund {
    id
    amount {
      amount
      currency
    }
    lines {
      lineId
      productName
      quantity
    }
    shippingAmount {
      amount
      currency
    }
    otherAmount {
      amount
      currency
    }
    reason
    bankReference
    restock
    recordedAt
    recordedByName
    isSeenAtBank
  }
`)

export const refundableFields = graphql(`
  fragment RefundableFields on Refundable {
    captured {
      amount
      currency
    }
    remaining {
      amount
      currency
    }
    announced {
      amount
      currency
    }
    shippingRemaining {
      amount
      currency
    }
    lines {
      id
      productName
      variantName
      quantity
      total {
        amount
        currency
      }
      refundedQuantity
      refundedAmount {
        amount
        currency
      }
    }
  }
`)
