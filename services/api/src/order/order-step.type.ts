import { Field, ID, ObjectType, registerEnumType } from 'type-graphql'
import { DateTime } from '../kernel/date-time.type.ts'
import { Money } from '../kernel/money.type.ts'

export enum OrderStepKind {
  PLACED = 'PLACED',
  PAID = 'PAID',
  READY_FOR_PICKUP = 'READY_FOR_PICKUP',
  SHIPPED = 'SHIPPED',
  DELIVERED = 'DELIVERED',
  REFUNDED = 'REFUNDED',
  WITHDRAWN = 'WITHDRAWN',
  CANCELLED = 'CANCELLED',
  EXPIRED = 'EXPIRED',
}

registerEnumType(OrderStepKind, {
  name: 'OrderStepKind',
  description: 'What happened. More values may be added: leave out a step that you do not know.',
  valuesConfig: {
    PLACED: { description: 'Always the first step.' },
    PAID: { description: 'The shop has the money, or its bank has promised it.' },
    READY_FOR_PICKUP: { description: 'A parcel waits in the shop for the buyer.' },
    SHIPPED: { description: 'A parcel left the shop; an order may have several.' },
    DELIVERED: { description: 'A parcel was received, or collected.' },
    REFUNDED: { description: 'Money went back; `amount` says how much. An order may have several refunds.' },
    WITHDRAWN: { description: 'The buyer withdrew from the purchase of some or all items.' },
    CANCELLED: { description: 'The order was cancelled; nothing follows but refunds.' },
    EXPIRED: { description: 'The order was not paid in time.' },
  },
})

@ObjectType('OrderStep', {
  simpleResolvers: true,
  description: 'Something that happened to an order, as a buyer understands it.',
})
export class OrderStepType {
  @Field(() => OrderStepKind, { description: 'What happened.' })
  kind!: `${OrderStepKind}`

  @Field(() => DateTime, { description: 'When.' })
  at!: Date

  @Field(() => ID, {
    nullable: true,
    description: 'Of `Order.parcels`; of READY_FOR_PICKUP, SHIPPED and DELIVERED.',
  })
  parcelId!: string | null

  @Field(() => Money, { nullable: true, description: 'What was given back; of REFUNDED.' })
  amount!: Money | null
}
