import { Field, Int, ObjectType } from 'type-graphql'
import { encodeCursor } from '../kernel/cursor.ts'
import { PageInfo, toPageInfo } from '../kernel/page-info.type.ts'
import type { ListPage } from '../platform/db/list-page.ts'
import { MerchantOrder, toMerchantOrder } from './merchant-order.type.ts'
import type { Order } from './order.entity.ts'

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

  @Field(() => Int)
  totalCount!: number
}

export function toMerchantOrderConnection(page: ListPage<Order>): MerchantOrderConnection {
  const edges = page.rows.map((order) => ({ cursor: encodeCursor(order), node: toMerchantOrder(order) }))
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    totalCount: page.totalCount,
    pageInfo: toPageInfo(page, page.rows),
  }
}
