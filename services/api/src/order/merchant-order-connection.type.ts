import { Field, Int, ObjectType } from 'type-graphql'
import { encodeCursor } from '../kernel/cursor.ts'
import { PageInfo, toPageInfo } from '../kernel/page-info.type.ts'
import type { OrderPage } from './list-orders.ts'
import { MerchantOrder, toMerchantOrder } from './merchant-order.type.ts'

@ObjectType()
export class MerchantOrderEdge {
  @Field(() => String)
  cursor!: string

  @Field(() => MerchantOrder)
  node!: MerchantOrder
}

@ObjectType()
export class MerchantOrderConnection {
  @Field(() => [MerchantOrderEdge])
  edges!: MerchantOrderEdge[]

  @Field(() => [MerchantOrder])
  nodes!: MerchantOrder[]

  @Field(() => PageInfo)
  pageInfo!: PageInfo

  @Field(() => Int, {
    description:
      'At most 10,000, or 1,000 if the filter has conditions other than status, fulfillment, search and days: counting goes no further. If it is capped, there may be more; of a search that finds very many orders, far more.',
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
