import { inspect } from 'node:util'
import type { CardBrand } from '@triclic/card-core'
import { Field, InputType, Int } from 'type-graphql'
import { CardBrandType } from '../../../shop/shop.type.ts'

/** A card as entered by the buyer. Converts to `[card]` in strings, JSON and logs. */
@InputType({
  description:
    'A card as the buyer typed it. Sent from the browser straight to the API, never through the server of a frontend.',
})
export class CardInput {
  @Field(() => String, { description: 'Digits. Spaces, no-break spaces and hyphens are ignored.' })
  number!: string

  @Field(() => Int, { description: '1 to 12. The card is valid until the end of that month.' })
  expiryMonth!: number

  @Field(() => Int, { description: 'Four digits.' })
  expiryYear!: number

  @Field(() => CardBrandType, { description: 'The card type that the buyer selected.' })
  brand!: CardBrand

  toString(): string {
    return '[card]'
  }

  toJSON(): string {
    return '[card]'
  }

  [inspect.custom](): string {
    return '[card]'
  }
}
