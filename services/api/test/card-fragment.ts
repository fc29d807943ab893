import type { ParsedMail } from 'mailparser'
import type { TestApi } from './api.ts'
import type { PlacedOrder } from './bank/bank.ts'
import type { TestShop } from './shop.ts'
import { headerOf } from './smtp.ts'
import { queryInShop } from './sql.ts'

/** Finds the mail with the last six digits of the order's card. */
export const fragmentMailOf =
  (order: PlacedOrder) =>
  (mails: ParsedMail[]): ParsedMail | undefined =>
    mails.find(
      (mail) =>
        headerOf(mail, 'x-triclic-mail') === 'card-fragment' &&
        headerOf(mail, 'x-triclic-order') === order.code,
    )

/** The mail's row, with its payment and the types of the order's events. @throws if the order has no such mail */
export async function readCardFragment(api: TestApi, shop: TestShop, order: PlacedOrder) {
  const [row] = await queryInShop<{
    id: string
    payment_id: string
    status: string
    last_error: string | null
    attempts: number
    mark: string
    events: string[]
  }>(
    api,
    shop,
    `select m.id, m.payment_id, m.status, m.last_error, m.attempts, p.mark,
       array(select type from domain_event e where e.stream_id = o.id order by e.sequence) as events
     from mail m join card_payment p on p.id = m.payment_id join "order" o on o.id = m.order_id
     where o.code = $1 and m.kind = 'CARD_FRAGMENT'`,
    order.code,
  )
  if (!row) throw new Error('The order has no fragment mail')
  return row
}
