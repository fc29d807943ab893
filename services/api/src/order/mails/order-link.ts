import type { InTransaction, WorkerContext } from '../../app/context.ts'
import type { MailPart } from '../../mail/mail-content.ts'
import { orderPageUrl } from '../../shop/load-shop.ts'
import { orderToken } from '../order-token.ts'
import type { Order } from '../order.entity.ts'

const LABELS = {
  fr: { pay: 'Voir ou payer votre commande', see: 'Voir votre commande' },
  en: { pay: 'See or pay your order', see: 'See your order' },
} as const

/**
 * The buyer's way back to the order from any browser; nothing where the shop has no page. The token stands behind the
 * #, so that no server's log sees it. `to` is the mail's purpose, not the order's state: a mail that a crash sends twice
 * says the same twice.
 */
export function orderLink(tx: InTransaction<WorkerContext>, order: Order, to: 'pay' | 'see'): MailPart[] {
  const page = orderPageUrl(tx.shop)
  if (!page) return []
  const token = orderToken(tx.app.env.orderTokenKey, order.shopId, order.id)
  return [{ kind: 'link', label: LABELS[order.language][to], url: `${page}#${order.code}.${token}` }]
}
