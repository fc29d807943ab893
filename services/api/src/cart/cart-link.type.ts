import { Field, ObjectType, registerEnumType } from 'type-graphql'
import { DateTime } from '../kernel/date-time.type.ts'
import { OpenCartMode } from './open-cart.ts'

@ObjectType('CartLink', {
  simpleResolvers: true,
  description: 'What a buyer needs to open the cart on another device.',
})
export class CartLinkType {
  @Field(() => String, {
    description:
      'To be put into an address of the frontend. Letters, digits, `-` and `_`; at most 100. Who has it sees the lines of the cart, and nothing else of the visitor.',
  })
  token!: string

  @Field(() => DateTime, { description: 'Seven days after it was created.' })
  expiresAt!: Date
}

registerEnumType(OpenCartMode, {
  name: 'OpenCartMode',
  description: 'What becomes of the lines that the cart of this visitor has already.',
  valuesConfig: {
    MERGE: {
      description:
        'They stay. Of a variant in both carts the larger quantity stays: opening a link twice adds nothing.',
    },
    REPLACE: { description: 'They are removed. The discount code stays.' },
  },
})
