import type { CardBrand } from '@triclic/card-core'
import type { BuyerContext } from '../../../app/context.ts'
import type { OrderStatus } from '../../../order/order-status.ts'
import { isOrderToken } from '../../../order/order-token.ts'
import type { OrderChannel } from '../../../shop/card-offer.ts'
import { sha256 } from '../../../platform/crypto/sign.ts'
import { executeInShop } from '../../../platform/db/orm.ts'
import type { CardMailSettings } from '../mail-settings/require-current-settings.ts'
import { OPEN_ATTEMPT_MINUTES } from '../../gateway/attempts/abandon-open-attempt.ts'

/** What payByCard must know about an order before it encrypts anything. */
export interface OrderToPay {
  id: string
  status: OrderStatus
  channel: OrderChannel
  /** ISO 3166-1 alpha-2 code. */
  billingCountry: string
  /** Minor units. */
  total: number
  currency: string
  /** The shop's card mail settings in the database, which may be newer than those in the shop cache. */
  cardMail: CardMailSettings
  /** The payment that this visitor already made with the same idempotency key, for this order or another. */
  earlierPayment: { orderId: string; brand: CardBrand; firstSix: string; numberLength: number } | null
  /** Whether a payment attempt at a bank was started in the last OPEN_ATTEMPT_MINUTES and is not finished. */
  isAtBank: boolean
  /** Match codes of the order's earlier card payments. */
  usedMatchCodes: string[]
  /** The card request whose token was given, if that request is still usable. */
  requestId: string | null
}

type Row = OrderToPay & { request: { id: string; usable: boolean } | null }

/**
 * Loads the order with this code. Null unless the token is the order's own or that of a usable card request for it. The
 * token of a used card request is accepted only for a repeat of the payment that used it.
 */
export async function loadOrderForPayment(
  { app, shop }: BuyerContext,
  input: { orderCode: string; orderToken: string; idempotencyKey: string | null },
): Promise<OrderToPay | null> {
  const tokenHash = sha256(input.orderToken).toString('hex')
  const [row] = await executeInShop<Row>(app.orm, shop.id, LOAD_ORDER, [
    input.idempotencyKey,
    OPEN_ATTEMPT_MINUTES,
    tokenHash,
    shop.id,
    input.orderCode,
  ])
  if (!row) return null
  const { request, ...order } = row
  const isRepeat = request !== null && order.earlierPayment?.orderId === order.id
  const isOwn = isOrderToken(app.env.orderTokenKeys, { shopId: shop.id, id: order.id }, input.orderToken)
  return isOwn || request?.usable || isRepeat
    ? { ...order, requestId: request?.usable ? request.id : null }
    : null
}

const LOAD_ORDER = `
  select o.id, o.status, o.channel, o.billing_address->>'countryCode' as "billingCountry", o.total, o.currency,
    (select json_build_object('fragmentTo', s.fragment_to, 'openPgpFingerprint', s.openpgp_fingerprint,
      'openPgpRequired', s.openpgp_required) from shop s where s.id = o.shop_id) as "cardMail",
    (select json_build_object('orderId', p.order_id, 'brand', p.brand, 'firstSix', p.first_six, 'numberLength', p.number_length)
     from card_payment p join "order" po on po.shop_id = p.shop_id and po.id = p.order_id
     where p.shop_id = o.shop_id and p.idempotency_key = ? and po.visitor = o.visitor
     order by (p.order_id = o.id) desc, p.taken_at desc limit 1) as "earlierPayment",
    exists (select from payment_attempt a where a.shop_id = o.shop_id and a.order_id = o.id
      and a.status in ('OPEN', 'PENDING') and a.opened_at > now() - make_interval(mins => ?)) as "isAtBank",
    array(select p.mark::text from card_payment p where p.shop_id = o.shop_id and p.order_id = o.id) as "usedMatchCodes",
    (select json_build_object('id', r.id, 'usable', r.used_at is null and r.expires_at > now())
     from card_request r where r.shop_id = o.shop_id and r.order_id = o.id and r.token_hash = decode(?, 'hex')) as request
  from "order" o where o.shop_id = ? and o.code = ?`
