import type { CardBrand } from '@triclic/card-core'
import type { BuyerContext, InTransaction } from '../../../app/context.ts'
import type { OrderStatus } from '../../../order/order-status.ts'
import { isOrderToken } from '../../../order/order-token.ts'
import { sha256 } from '../../../platform/crypto/sign.ts'
import type { CardMailSettings } from '../mail-settings/require-current-settings.ts'
import { OPEN_ATTEMPT_MINUTES } from '../../gateway/attempts/abandon-open-attempt.ts'

/** What pay-by-card must know of an order before a digit is sealed. */
export interface OrderToPay {
  id: string
  status: OrderStatus
  /** Minor units. */
  total: number
  currency: string
  /** Where its shop's card mail goes, as the database says at this moment. */
  cardMail: CardMailSettings
  /** The payment that this visitor's idempotency key already made, of this order or another. */
  earlier: { orderId: string; brand: CardBrand; firstSix: string; numberLength: number } | null
  /** A bank attempt under ten minutes old is open. */
  isAtBank: boolean
  /** Marks of its earlier payments. */
  marks: string[]
  /** The card request whose token was given, if one was and it can still be used. */
  requestId: string | null
}

/**
 * The order of this code, if the token is its own or that of a card request for it (unused, not older than 72 h); else
 * null. A used request still opens the order to the repeat of the very payment that used it.
 */
export async function loadOrderForPayment(
  tx: InTransaction<BuyerContext>,
  input: { orderCode: string; orderToken: string; idempotencyKey: string | null },
): Promise<OrderToPay | null> {
  const tokenHash = sha256(input.orderToken).toString('hex')
  const [row] = await tx.em.execute<(OrderToPay & { request: { id: string; usable: boolean } | null })[]>(
    LOOK,
    [input.idempotencyKey, OPEN_ATTEMPT_MINUTES, tokenHash, tx.shop.id, input.orderCode],
  )
  if (!row) return null
  const { request, ...order } = row
  const isRepeat = request !== null && order.earlier?.orderId === order.id
  const isOwn = isOrderToken(tx.app.env.orderTokenKey, { shopId: tx.shop.id, id: order.id }, input.orderToken)
  return isOwn || request?.usable || isRepeat
    ? { ...order, requestId: request?.usable ? request.id : null }
    : null
}

const LOOK = `
  select o.id, o.status, o.total, o.currency,
    (select json_build_object('fragmentTo', s.fragment_to, 'openPgpFingerprint', s.openpgp_fingerprint,
      'openPgpRequired', s.openpgp_required) from shop s where s.id = o.shop_id) as "cardMail",
    (select json_build_object('orderId', p.order_id, 'brand', p.brand, 'firstSix', p.first_six, 'numberLength', p.number_length)
     from card_payment p join "order" po on po.shop_id = p.shop_id and po.id = p.order_id
     where p.shop_id = o.shop_id and p.idempotency_key = ? and po.visitor = o.visitor
     order by (p.order_id = o.id) desc, p.taken_at desc limit 1) as earlier,
    exists (select from payment_attempt a where a.shop_id = o.shop_id and a.order_id = o.id
      and a.status in ('OPEN', 'PENDING') and a.opened_at > now() - make_interval(mins => ?)) as "isAtBank",
    array(select p.mark::text from card_payment p where p.shop_id = o.shop_id and p.order_id = o.id) as marks,
    (select json_build_object('id', r.id, 'usable', r.used_at is null and r.expires_at > now())
     from card_request r where r.shop_id = o.shop_id and r.order_id = o.id and r.token_hash = decode(?, 'hex')) as request
  from "order" o where o.shop_id = ? and o.code = ?`
