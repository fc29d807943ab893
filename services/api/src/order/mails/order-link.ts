import type { InTransaction, WorkerContext } from '../../context.ts'
import type { Part } from '../../mail/letter.ts'
import { orderPage } from '../../shop/order-page.ts'
import { isPayable } from '../order-status.ts'
import { orderToken } from '../order-token.ts'
import type { Order } from '../order.entity.ts'

const LABELS = {
  fr: { pay: 'Voir ou payer votre commande', see: 'Voir votre commande' },
  en: { pay: 'See or pay your order', see: 'See your order' },
} as const

/**
 * The buyer's way back to the order from any browser; nothing where the shop has no page. The token stands behind the
 * #, so that no server's log sees it.
 */
export function orderLink(tx: InTransaction<WorkerContext>, order: Order): Part[] {
  const page = orderPage(tx.shop)
  if (!page) return []
  const token = orderToken(tx.app.env.orderTokenKey, order.shopId, order.id)
  const label = LABELS[order.language][isPayable(order.status) ? 'pay' : 'see']
  return [{ kind: 'link', label, url: `${page}#${order.code}.${token}` }]
}
