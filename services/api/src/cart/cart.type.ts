import { Field, ID, Int, ObjectType } from 'type-graphql'
import { Variant } from '../catalog/catalog.type.ts'
import { Money } from '../kernel/money.type.ts'

@ObjectType({ simpleResolvers: true })
export class CartLine {
  @Field(() => ID)
  id!: string

  @Field(() => Variant)
  variant!: Variant

  @Field(() => Int)
  quantity!: number

  @Field(() => Money)
  unitPrice!: Money

  @Field(() => Money)
  total!: Money
}

@ObjectType({ simpleResolvers: true })
export class Cart {
  @Field(() => ID, { description: 'Stable key for client caches; not the visitor id.' })
  id!: string

  @Field(() => [CartLine])
  lines!: CartLine[]

  @Field(() => Int)
  totalQuantity!: number

  @Field(() => Money)
  subtotal!: Money
}
