import type { InTransaction, WorkerContext } from '../../app/context.ts'
import type { Mail } from '../../mail/mail.entity.ts'
import { Order } from '../order.entity.ts'

/** The order that a mail row is of; the foreign key keeps it there. For kinds that are always of an order. */
export const loadOrderForMail = (tx: InTransaction<WorkerContext>, mail: Mail): Promise<Order> =>
  tx.em.findOneOrFail(Order, { id: mail.orderId ?? '', shopId: tx.shop.id })
