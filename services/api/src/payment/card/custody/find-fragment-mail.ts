import type { Process, ShopContext } from '../../../app/context.ts'
import { executeInShop } from '../../../platform/db/orm.ts'
import type { Mail } from '../../../mail/mail.entity.ts'
import { MailKind } from '../../../mail/mail.type.ts'
import { SELECT_SHOP, toShop, type ShopRow } from '../../../shop/load-shop.ts'
import type { CardPayment } from '../card-payment.entity.ts'
import type { CardPaymentRef } from './keys.ts'

/** The mail of a card fragment, and what it says about the order and its payment. */
export interface FragmentMail {
  orderCode: string
  payment: Pick<CardPayment, 'id' | 'status' | 'mark' | 'brand' | 'amount' | 'currency'>
  mail: Pick<Mail, 'id' | 'kind' | 'recipient' | 'status' | 'details' | 'lastError'> & { orderId: string }
}

/**
 * The shop and the mail of a card fragment, in one statement. Null without the shop; `found` is null while the database has no such
 * payment of that order and shop.
 */
export async function findFragmentMail<App extends Process>(
  app: App,
  { shopId, orderId, paymentId }: CardPaymentRef,
): Promise<{ ctx: ShopContext & { app: App }; found: FragmentMail | null } | null> {
  const [row] = await executeInShop<{ shop: ShopRow; found: FragmentMail | null }>(app.orm, shopId, FIND, [
    paymentId,
    orderId,
    MailKind.CARD_FRAGMENT,
    shopId,
  ])
  if (!row) return null
  const shop = toShop(row.shop)
  return { ctx: { app, shop, language: shop.locale }, found: row.found }
}

const FIND = `
  select row_to_json(s) as shop, (
    select json_build_object('orderCode', o.code,
      'payment', json_build_object('id', p.id, 'status', p.status, 'mark', p.mark, 'brand', p.brand, 'amount', p.amount,
        'currency', p.currency),
      'mail', json_build_object('id', m.id, 'orderId', o.id, 'kind', m.kind, 'recipient', m.recipient, 'status', m.status,
        'details', m.details, 'lastError', m.last_error))
    from card_payment p
      join "order" o on o.shop_id = p.shop_id and o.id = p.order_id
      join mail m on m.shop_id = p.shop_id and m.payment_id = p.id
    where p.shop_id = s.id and p.id = ? and p.order_id = ? and m.kind = ?
  ) as found
  from (${SELECT_SHOP}) s`
