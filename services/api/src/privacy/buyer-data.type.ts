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
  valuesConfig: {
    INVOICE_TO_ISSUE: { description: 'Its invoice or a credit note is still to be issued.' },
    PAYMENT_AT_BANK: { description: 'A bank may still report a payment.' },
    TO_CERTIFY: { description: 'A card waits for the answer of the bank.' },
    TO_PAY: { description: 'It waits for its payment.' },
    TO_SHIP: { description: 'Something of it is still to be shipped or collected.' },
    UNMATCHED_PAYMENT: { description: 'Money for it waits for a decision.' },
    WITHDRAWAL: { description: 'A withdrawal waits for its refund.' },
  },
})

export const KeptDataKind = enumOf(KEPT_KINDS)
registerEnumType(KeptDataKind, {
  name: 'KeptDataKind',
  description: 'What the law wants kept although a buyer is erased.',
  valuesConfig: {
    INVOICES: { description: 'Invoices and credit notes, with the buyer whom they name.' },
    LEDGER: { description: 'Entries of the ledger of payments.' },
    ORDERS: { description: 'Orders, without their buyer.' },
    PAYMENT_REFERENCES: { description: 'What banks call the payments.' },
    VAT_CHECKS: { description: 'Checks of VAT numbers, by which no VAT was charged.' },
  },
})

@ObjectType('OpenOrderOfBuyer', { description: 'An order that is not finished.' })
export class OpenOrderOfBuyerType {
  @Field(() => String, { description: '`MerchantOrder.code`.' })
  code!: string

  @Field(() => ErasureObstacle, { description: 'What it still needs its buyer for.' })
  obstacle!: Obstacle
}

@ObjectType('KeptBuyerData', {
  description: 'What stays although a buyer is erased, in the language of the request.',
})
export class KeptBuyerDataType {
  @Field(() => KeptDataKind, { description: 'For programs; `what` says the same to people.' })
  kind!: KeptKind

  @Field(() => Int, { description: 'How many of them concern this buyer.' })
  count!: number

  @Field(() => LocalDate, { description: 'The last day on which it must be kept.' })
  until!: string

  @Field(() => String, { description: 'A sentence.' })
  what!: string

  @Field(() => String, { description: 'With the law.' })
  why!: string
}

@ObjectType('BuyerData', {
  description: 'What the shop stores about the buyer of an order, in all orders with the same email address.',
})
export class BuyerDataType {
  @Field(() => Int, { description: 'Orders of the shop with the same email address.' })
  orderCount!: number

  @Field(() => [OpenOrderOfBuyerType], {
    description: 'Orders that are not finished, oldest first: without them, the buyer can be erased.',
  })
  openOrders!: OpenOrder[]

  @Field(() => [KeptBuyerDataType], { description: 'What would stay if the buyer were erased.' })
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
