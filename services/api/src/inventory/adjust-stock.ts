import { v7, validate as isUuid } from 'uuid'
import { writeAudit } from '../audit/write-audit.ts'
import type { MerchantContext } from '../app/context.ts'
import { OperationError, reject, type UserError } from '../kernel/errors.ts'
import { MAX_ON_HAND } from '../kernel/stock-limit.ts'
import { parseText } from '../kernel/read-text.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { notifyAfterCommit } from '../platform/db/notify-soon.ts'
import { lockVariants } from './lock-variants.ts'
import { StockReason } from './stock-reason.ts'

export interface AdjustStockInput {
  variantId: string
  delta?: number | null
  countedTo?: number | null
  reason: StockReason
  note?: string | null
}

/**
 * Changes the quantity on hand of a variant, by a difference or to a count, and records why. What orders have reserved stays reserved.
 * @returns the id of the variant's product
 * @throws OperationError NOT_FOUND, STOCK_BELOW_RESERVED, NUMBER_OUT_OF_RANGE, STOCK_REASON_OF_ORDERS, REQUIRED unless exactly one of delta and
 * countedTo is given
 */
export function adjustStock(ctx: MerchantContext, input: AdjustStockInput): Promise<string> {
  const { variantId } = input
  const note = parseText(input.note, 'note')
  const problems: UserError[] = []
  if (input.reason === StockReason.SHIPPED)
    problems.push({ code: 'STOCK_REASON_OF_ORDERS', field: ['reason'] })
  if ((input.delta == null) === (input.countedTo == null))
    problems.push({ code: 'REQUIRED', field: ['countedTo'] })
  if (problems.length > 0) throw new OperationError(...problems)
  const field = input.delta == null ? 'countedTo' : 'delta'
  return inTransaction(ctx, async (tx) => {
    if (!isUuid(variantId)) return reject('NOT_FOUND', 'variantId')
    await lockVariants(tx, [variantId])
    const [before] = await tx.em.execute<Stock[]>(LOCK, [tx.shop.id, variantId])
    if (!before) return reject('NOT_FOUND', 'variantId')
    const onHand = input.countedTo ?? before.onHand + (input.delta ?? 0)
    if (onHand < 0 || onHand > MAX_ON_HAND) reject('NUMBER_OUT_OF_RANGE', field)
    if (onHand < before.reserved) reject('STOCK_BELOW_RESERVED', field)
    await tx.em.execute(ADJUST, [
      onHand,
      tx.shop.id,
      variantId,
      v7(),
      input.reason,
      onHand - before.onHand,
      note,
      tx.member.id,
      tx.member.name,
    ])
    writeAudit(tx, {
      action: 'adjustStock',
      subject: `${before.sku}: ${before.onHand} → ${onHand} (${input.reason})`,
    })
    notifyAfterCommit(tx.em, tx.app, 'shop_changed')
    return before.productId
  })
}

interface Stock {
  productId: string
  sku: string
  onHand: number
  reserved: number
}

const LOCK = `
  select v.product_id as "productId", v.sku, s.on_hand as "onHand", s.reserved from stock s
  join variant v on v.shop_id = s.shop_id and v.id = s.variant_id
  where s.shop_id = ? and s.variant_id = ? for update of s`

const ADJUST = `
  with adjusted as (update stock set on_hand = ? where shop_id = ? and variant_id = ? returning shop_id, variant_id, on_hand)
  insert into stock_movement (shop_id, id, variant_id, reason, delta, on_hand_after, note, member_id, member_name)
    select shop_id, ?::uuid, variant_id, ?, ?::integer, on_hand, ?, ?::uuid, ? from adjusted`
