import { Field, Int, ObjectType } from 'type-graphql'
import { encodeCursor } from '../kernel/cursor.ts'
import { PageInfo, toPageInfo } from '../kernel/page-info.type.ts'
import { MerchantOrder, MerchantOrderEdge, toMerchantOrder } from './merchant-order.type.ts'
import type { OrderPage } from './list-orders.ts'

@ObjectType()
export class MerchantOrderConnection {
  @Field(() => [MerchantOrderEdge])
  edges!: MerchantOrderEdge[]

  @Field(() => [MerchantOrder])
  nodes!: MerchantOrder[]

  @Field(() => PageInfo)
  pageInfo!: PageInfo

  @Field(() => Int)
  totalCount!: number
}

export function toMerchantOrderConnection(page: OrderPage): MerchantOrderConnection {
  const edges = page.orders.map((order) => ({ cursor: encodeCursor(order), node: toMerchantOrder(order) }))
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    totalCount: page.totalCount,
    pageInfo: toPageInfo(page, page.orders),
  }
}
