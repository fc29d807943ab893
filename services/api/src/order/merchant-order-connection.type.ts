import { Field, Int, ObjectType } from 'type-graphql'
import { encodeCursor } from '../kernel/cursor.ts'
import { PageInfo, toPageInfo } from '../kernel/page-info.type.ts'
import type { OrderPage } from './list-orders.ts'
import { MerchantOrder, toMerchantOrder } from './merchant-order.type.ts'

@ObjectType({ description: 'An order in the list.' })
export class MerchantOrderEdge {
  @Field(() => String, {
    description: 'For `after`. It names the order, so that it stays valid while orders arrive.',
  })
  cursor!: string

  @Field(() => MerchantOrder, { description: 'The order.' })
  node!: MerchantOrder
}

@ObjectType({ description: 'A page of a list.' })
export class MerchantOrderConnection {
  @Field(() => [MerchantOrderEdge], { description: 'Those of the page, each with its cursor.' })
  edges!: MerchantOrderEdge[]

  @Field(() => [MerchantOrder], { description: 'Those of the page.' })
  nodes!: MerchantOrder[]

  @Field(() => PageInfo, { description: 'Where the page is in the list.' })
  pageInfo!: PageInfo

  @Field(() => Int, {
    description:
      'At most 10,000, or 500 if the filter has conditions other than status, fulfillment, search and days: counting goes no further. If it is capped, there may be more; of a search that finds very many orders, far more.',
  })
  totalCount!: number

  @Field(() => Boolean, { description: 'Whether there may be more orders than totalCount.' })
  totalCountIsCapped!: boolean
}

export function toMerchantOrderConnection(page: OrderPage): MerchantOrderConnection {
  const edges = page.rows.map((order) => ({ cursor: encodeCursor(order), node: toMerchantOrder(order) }))
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    totalCount: page.totalCount,
    totalCountIsCapped: page.totalCountIsCapped,
    pageInfo: toPageInfo(page, page.rows),
  }
}
