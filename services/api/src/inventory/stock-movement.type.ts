import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { encodeCursor } from '../kernel/cursor.ts'
import { DateTime } from '../kernel/date-time.type.ts'
import { StaffRef } from '../member/member.type.ts'
import { PageInfo, toPageInfo } from '../kernel/page-info.type.ts'
import type { ListPage } from '../platform/db/list-page.ts'
import type { StockMovementRow } from './list-stock-movements.ts'
import { StockReason } from './stock-reason.ts'

@ObjectType({
  simpleResolvers: true,
  description: 'A change of the quantity on hand. Orders that reserve or release make none.',
})
export class StockMovement {
  @Field(() => ID)
  id!: string

  @Field(() => DateTime)
  at!: Date

  @Field(() => StaffRef, { nullable: true, description: 'Null for a shipped order.' })
  by!: StaffRef | null

  @Field(() => StockReason)
  reason!: StockReason

  @Field(() => Int)
  delta!: number

  @Field(() => Int)
  onHandAfter!: number

  @Field(() => String, { nullable: true })
  note!: string | null

  @Field(() => String, { nullable: true, description: 'Of the order that was shipped.' })
  orderCode!: string | null
}

@ObjectType({ simpleResolvers: true })
export class StockMovementEdge {
  @Field(() => String)
  cursor!: string

  @Field(() => StockMovement)
  node!: StockMovement
}

@ObjectType({ simpleResolvers: true })
export class StockMovementConnection {
  @Field(() => [StockMovementEdge])
  edges!: StockMovementEdge[]

  @Field(() => [StockMovement])
  nodes!: StockMovement[]

  @Field(() => PageInfo)
  pageInfo!: PageInfo

  @Field(() => Int)
  totalCount!: number
}

@InputType('AdjustStockInput', { description: 'Exactly one of delta and countedTo.' })
export class AdjustStockInputType {
  @Field(() => ID)
  variantId!: string

  @Field(() => Int, { nullable: true, description: 'Added to the quantity on hand.' })
  delta?: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'The quantity on hand, including what orders have reserved.',
  })
  countedTo?: number | null

  @Field(() => StockReason)
  reason!: StockReason

  @Field(() => String, { nullable: true, description: 'At most 500 characters.' })
  note?: string | null
}

export function toStockMovementConnection(page: ListPage<StockMovementRow>): StockMovementConnection {
  const nodes = page.rows.map((row) => ({
    ...row,
    by: row.memberId === null ? null : { id: row.memberId, name: row.memberName ?? '' },
  }))
  return {
    nodes,
    edges: nodes.map((node) => ({ node, cursor: encodeCursor(node) })),
    pageInfo: toPageInfo(page, page.rows),
    totalCount: page.totalCount,
  }
}
