import { Field, Int, ObjectType } from 'type-graphql'
import { encodeCursor } from '../kernel/cursor.ts'
import { PageInfo, toPageInfo } from '../kernel/page-info.type.ts'
import type { ListPage } from '../platform/db/list-page.ts'
import type { StoredWithdrawal } from './load-withdrawals.ts'
import { MerchantWithdrawalType, toWithdrawalType } from './withdrawal.type.ts'

@ObjectType('MerchantWithdrawalEdge', { description: 'A withdrawal in the list.' })
export class MerchantWithdrawalEdge {
  @Field(() => String, { description: 'For `after`.' })
  cursor!: string

  @Field(() => MerchantWithdrawalType, { description: 'The withdrawal.' })
  node!: MerchantWithdrawalType
}

@ObjectType('MerchantWithdrawalConnection', { description: 'A page of a list.' })
export class MerchantWithdrawalConnection {
  @Field(() => [MerchantWithdrawalEdge], { description: 'Those of the page, each with its cursor.' })
  edges!: MerchantWithdrawalEdge[]

  @Field(() => [MerchantWithdrawalType], { description: 'Those of the page.' })
  nodes!: MerchantWithdrawalType[]

  @Field(() => PageInfo, { description: 'Where the page is in the list.' })
  pageInfo!: PageInfo

  @Field(() => Int, { description: 'Of the whole list, not only of this page.' })
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
