import type { CardBrand } from '@triclic/card-core'
import { registerEnumType } from 'type-graphql'

/** card-core's brands as GraphQL's enum. */
export const CardBrandType = {
  VISA: 'VISA',
  MASTERCARD: 'MASTERCARD',
  AMERICAN_EXPRESS: 'AMERICAN_EXPRESS',
  DINERS_CLUB: 'DINERS_CLUB',
} as const satisfies { [B in CardBrand]: B }

registerEnumType(CardBrandType, { name: 'CardBrand' })
