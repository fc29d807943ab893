import { Field, Int, ObjectType } from 'type-graphql'
import { encodeCursor } from '../kernel/cursor.ts'
import { PageInfo, toPageInfo } from '../kernel/page-info.type.ts'
import type { ListPage } from '../platform/db/list-page.ts'
import type { StoredWithdrawal } from './load-withdrawals.ts'
import { MerchantWithdrawalType, toWithdrawalType } from './withdrawal.type.ts'

@ObjectType('MerchantWithdrawalEdge')
export class MerchantWithdrawalEdge {
  @Field(() => String)
  cursor!: string

  @Field(() => MerchantWithdrawalType)
  node!: MerchantWithdrawalType
}

@ObjectType('MerchantWithdrawalConnection')
export class MerchantWithdrawalConnection {
  @Field(() => [MerchantWithdrawalEdge])
  edges!: MerchantWithdrawalEdge[]

  @Field(() => [MerchantWithdrawalType])
  nodes!: MerchantWithdrawalType[]

  @Field(() => PageInfo)
  pageInfo!: PageInfo

  @Field(() => Int)
  totalCount!: number
}

export function toWithdrawalConnection(page: ListPage<StoredWithdrawal>): MerchantWithdrawalConnection {
  const nodes = page.rows.map(toWithdrawalType)
  return {
    nodes,
    edges: nodes.map((node) => ({ node, cursor: encodeCursor(node) })),
    pageInfo: toPageInfo(page, page.rows),
    totalCount: page.totalCount,
  }
}
