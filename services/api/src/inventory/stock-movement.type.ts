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
  @Field(() => ID, { description: 'Never changes.' })
  id!: string

  @Field(() => DateTime, { description: 'When it was changed.' })
  at!: Date

  @Field(() => StaffRef, { nullable: true, description: 'Null for a shipped order.' })
  by!: StaffRef | null

  @Field(() => StockReason, { description: 'Why.' })
  reason!: StockReason

  @Field(() => Int, { description: 'Negative for less.' })
  delta!: number

  @Field(() => Int, { description: 'The quantity on hand that the change led to.' })
  onHandAfter!: number

  @Field(() => String, {
    nullable: true,
    description: 'What the member wrote, at most 500 characters; null for nothing.',
  })
  note!: string | null

  @Field(() => String, { nullable: true, description: 'Of the order that was shipped.' })
  orderCode!: string | null
}

@ObjectType({ simpleResolvers: true, description: 'A change in the list.' })
export class StockMovementEdge {
  @Field(() => String, { description: 'For `after`.' })
  cursor!: string

  @Field(() => StockMovement, { description: 'The change.' })
  node!: StockMovement
}

@ObjectType({ simpleResolvers: true, description: 'A page of a list.' })
export class StockMovementConnection {
  @Field(() => [StockMovementEdge], { description: 'Those of the page, each with its cursor.' })
  edges!: StockMovementEdge[]

  @Field(() => [StockMovement], { description: 'Those of the page.' })
  nodes!: StockMovement[]

  @Field(() => PageInfo, { description: 'Where the page is in the list.' })
  pageInfo!: PageInfo

  @Field(() => Int, { description: 'Of the whole list, not only of this page.' })
  totalCount!: number
}

@InputType('AdjustStockInput', { description: 'Exactly one of delta and countedTo.' })
export class AdjustStockInputType {
  @Field(() => ID, { description: '`MerchantVariant.id`: NOT_FOUND if the shop has no such variant.' })
  variantId!: string

  @Field(() => Int, { nullable: true, description: 'Added to the quantity on hand.' })
  delta?: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'The quantity on hand, including what orders have reserved.',
  })
  countedTo?: number | null

  @Field(() => StockReason, { description: 'Not SHIPPED, which parcels write: STOCK_REASON_OF_ORDERS.' })
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
