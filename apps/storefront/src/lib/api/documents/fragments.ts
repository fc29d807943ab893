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

/** A picture in the sizes that browsers may choose from: those that are not stored have the URL of the largest. A document may have 15 aliases, and so two of these. */
export const pictureFragment = graphql(`
  fragment PictureFields on Picture {
    altText
    width
    height
    avif320: url(width: 320, format: AVIF)
    avif640: url(width: 640, format: AVIF)
    avif1280: url(width: 1280, format: AVIF)
    webp320: url(width: 320)
    webp640: url(width: 640)
    webp1280: url(width: 1280)
  }
`)
export type PictureData = ResultOf<typeof pictureFragment>

/** An amount in minor units of an ISO 4217 currency. Prices include tax. */
export const moneyFragment = graphql(`
  fragment MoneyFields on Money {
    amount
    currency
  }
`)
