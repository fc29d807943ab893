import { Field, Int, ObjectType, registerEnumType } from 'type-graphql'
import type { ShopContext } from '../app/context.ts'
import { LocalDate } from '../kernel/local-date.type.ts'
import { SIREN_COUNTRIES } from '../shop/business/siren-countries.ts'
import { KEPT_DATA, KEPT_KINDS, WHY_ELSEWHERE, type KeptKind } from './kept-data.ts'
import type { BuyerData } from './load-buyer-data.ts'
import type { KeptData } from './load-kept-data.ts'
import { OBSTACLES, type Obstacle, type OpenOrder } from './load-obstacles.ts'

const enumOf = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, name])) as Record<Name, Name>

export const ErasureObstacle = enumOf(OBSTACLES)
registerEnumType(ErasureObstacle, {
  name: 'ErasureObstacle',
  description: 'Why an order still needs to know its buyer.',
})

export const KeptDataKind = enumOf(KEPT_KINDS)
registerEnumType(KeptDataKind, { name: 'KeptDataKind' })

@ObjectType('OpenOrderOfBuyer')
export class OpenOrderOfBuyerType {
  @Field(() => String)
  code!: string

  @Field(() => ErasureObstacle)
  obstacle!: Obstacle
}

@ObjectType('KeptBuyerData', {
  description: 'What stays although a buyer is erased, in the language of the request.',
})
export class KeptBuyerDataType {
  @Field(() => KeptDataKind)
  kind!: KeptKind

  @Field(() => Int)
  count!: number

  @Field(() => LocalDate, { description: 'The last day on which it must be kept.' })
  until!: string

  @Field(() => String)
  what!: string

  @Field(() => String, { description: 'With the law.' })
  why!: string
}

@ObjectType('BuyerData')
export class BuyerDataType {
  @Field(() => Int, { description: 'Orders of the shop with the same email address.' })
  orderCount!: number

  @Field(() => [OpenOrderOfBuyerType], {
    description: 'Orders that are not finished, oldest first: without them, the buyer can be erased.',
  })
  openOrders!: OpenOrder[]

  @Field(() => [KeptBuyerDataType])
  kept!: KeptBuyerDataType[]
}

/** In the order of `KEPT_KINDS`. French law is cited to sellers in France alone. */
export function toKeptData({ shop, language }: ShopContext, kept: readonly KeptData[]): KeptBuyerDataType[] {
  const isFrench = SIREN_COUNTRIES.has(shop.business?.countryCode ?? shop.country)
  return KEPT_KINDS.flatMap((kind) => kept.filter((each) => each.kind === kind)).map((each) => ({
    ...each,
    what: KEPT_DATA[each.kind].what[language],
    why: (isFrench ? KEPT_DATA[each.kind].why : WHY_ELSEWHERE)[language],
  }))
}

export const toBuyerData = (ctx: ShopContext, data: BuyerData): BuyerDataType => ({
  ...data,
  kept: toKeptData(ctx, data.kept),
})
