import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'

/** An entry of an order's timeline. */
@Entity({ tableName: 'order_event' })
export class OrderEvent {
  @PrimaryKey({ type: 'uuid' })
  shopId!: string

  @PrimaryKey({ type: 'uuid' })
  id!: string

  @Property({ type: 'uuid' })
  orderId!: string

  @Property({ type: 'timestamptz' })
  at!: Date

  @Property({ type: 'text' })
  kind!: string

  @Property({ type: 'text' })
  by!: string

  @Property({ type: 'text' })
  message!: string
}
