import type { AppliedDiscount } from '../pricing/apply-discounts.ts'
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'

/** A line of an order, with copies of the names and prices at the time of sale. Amounts in minor units, including tax. */
@Entity({ tableName: 'order_line' })
export class OrderLine {
  @PrimaryKey({ type: 'uuid' })
  shopId!: string

  @PrimaryKey({ type: 'uuid' })
  id!: string

  @Property({ type: 'uuid' })
  orderId!: string

  @Property({ type: 'integer' })
  position!: number

  @Property({ type: 'uuid' })
  variantId!: string

  @Property({ type: 'text' })
  productName!: string

  @Property({ type: 'text' })
  variantName!: string

  @Property({ type: 'text' })
  sku!: string

  @Property({ type: 'integer' })
  quantity!: number

  @Property({ type: 'integer' })
  unitPrice!: number

  @Property({ type: 'integer' })
  taxBasisPoints!: number

  @Property({ type: 'text', nullable: true })
  taxCategory?: string | null

  @Property({ type: 'json' })
  discounts!: AppliedDiscount[]

  /** After discounts. */
  @Property({ type: 'integer' })
  total!: number
}
