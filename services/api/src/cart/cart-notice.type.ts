import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql'
import { Money } from '../kernel/money.type.ts'

export enum CartNoticeCode {
  PRICE_INCREASED = 'PRICE_INCREASED',
  PRICE_DECREASED = 'PRICE_DECREASED',
  NOT_ENOUGH_STOCK = 'NOT_ENOUGH_STOCK',
  SOLD_OUT = 'SOLD_OUT',
  PRODUCT_WITHDRAWN = 'PRODUCT_WITHDRAWN',
}

registerEnumType(CartNoticeCode, {
  name: 'CartNoticeCode',
  description: 'What changed. More values may be added: show the `message` of one that you do not know.',
  valuesConfig: {
    PRICE_INCREASED: { description: 'The unit price is above `previousUnitPrice`.' },
    PRICE_DECREASED: { description: 'The unit price is below `previousUnitPrice`.' },
    NOT_ENOUGH_STOCK: {
      description: 'There are `availableQuantity`, more than none and fewer than the line asks for.',
    },
    SOLD_OUT: { description: 'There are none left.' },
    PRODUCT_WITHDRAWN: {
      description: 'The shop no longer sells it: the line is not in the cart. Only in `Cart.notices`.',
    },
  },
})

@ObjectType({
  simpleResolvers: true,
  description:
    'Something that changed in the cart without the buyer. It is the same in each answer until it is acknowledged (`acknowledgeCartNotices`), the line is changed, or it is no longer true.',
})
export class CartNotice {
  @Field(() => ID, {
    description:
      'For `acknowledgeCartNotices`. Another one once the price changes again, so that nothing is acknowledged unread.',
  })
  id!: string

  @Field(() => CartNoticeCode, { description: 'What changed.' })
  code!: CartNoticeCode

  @Field(() => String, {
    description:
      'A sentence for the buyer, in the language of the request, with the name of the product and the amounts.',
  })
  message!: string

  @Field(() => Boolean, {
    description:
      'Whether the cart cannot be ordered so (OUT_OF_STOCK). Such a notice cannot be acknowledged: it goes when the quantity fits again.',
  })
  preventsOrder!: boolean

  @Field(() => ID, { description: 'Of the line; for PRODUCT_WITHDRAWN no variant that is sold.' })
  variantId!: string

  @Field(() => String, {
    nullable: true,
    description:
      'For PRODUCT_WITHDRAWN as it was when the buyer last changed the line; null if that was not recorded.',
  })
  productName!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'As `Variant.name`, and null with `productName`.',
  })
  variantName!: string | null

  @Field(() => Money, {
    nullable: true,
    description: 'The unit price that the buyer knew, including tax; of PRICE_INCREASED and PRICE_DECREASED.',
  })
  previousUnitPrice!: Money | null

  @Field(() => Money, {
    nullable: true,
    description: 'The unit price now, including tax; null for PRODUCT_WITHDRAWN.',
  })
  unitPrice!: Money | null

  @Field(() => Int, {
    nullable: true,
    description: 'How many can be ordered; of NOT_ENOUGH_STOCK and SOLD_OUT.',
  })
  availableQuantity!: number | null
}
