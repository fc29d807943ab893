import type { ResultOf } from 'gql.tada'
import { graphql } from '#lib/api/schema.ts'

export const userErrorFragment = graphql(`
  fragment UserErrorFields on UserError {
    code
    message
    field
  }
`)
export type UserError = ResultOf<typeof userErrorFragment>

/** An amount in minor units of an ISO 4217 currency. Prices include tax. */
export const moneyFragment = graphql(`
  fragment MoneyFields on Money {
    amount
    currency
  }
`)
