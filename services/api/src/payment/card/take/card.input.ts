import { inspect } from 'node:util'
import type { CardBrand } from '@triclic/card-core'
import { Field, InputType, Int } from 'type-graphql'
import { CardBrandType } from '../../../shop/shop.type.ts'

/** A card as the buyer gave it. However it is printed, it prints as `[card]`. */
@InputType()
export class CardInput {
  @Field(() => String, { description: 'Digits; spaces, no-break spaces and hyphens are dropped.' })
  number!: string

  @Field(() => Int)
  expiryMonth!: number

  @Field(() => Int, { description: 'Four digits.' })
  expiryYear!: number

  @Field(() => CardBrandType, { description: 'The type that the buyer selected.' })
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
