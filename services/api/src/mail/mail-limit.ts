import type { InTransaction, WorkerContext } from '../app/context.ts'
import type { Mail } from './mail.entity.ts'
import { MailKind } from './mail.type.ts'

/** Mails to a buyer that a stranger can cause without paying. */
const BUYER_KINDS: readonly MailKind[] = [
  MailKind.ORDER_CONFIRMATION,
  MailKind.PAYMENT_REFUSED,
  MailKind.PAYMENT_REMINDER,
]

/** Outcomes at a bank that bring no money, but a notice to the merchant. */
const UNPAID_OUTCOMES: readonly unknown[] = ['REFUSED', 'CANCELLED']

export const OVER_MAIL_LIMIT_ERROR =
  'Not sent: too many emails about unpaid orders to this address or by this visitor within a day.'

/**
 * Whether a mail must be withheld because its recipient, or the visitor who placed the order, has had the day's number of mails
 * about unpaid orders from this shop. Counts earlier mails only, so that those sent at the same time are not all withheld. A
 * mail about received money or a paid order is never withheld, nor one that the merchant resends; the address of the merchant
 * has no limit of its own.
 */
export async function isOverMailLimit(tx: InTransaction<WorkerContext>, mail: Mail): Promise<boolean> {
  const isToBuyer = BUYER_KINDS.includes(mail.kind)
  const isUnpaidNotice =
    mail.kind === MailKind.PAYMENT_NOTICE && UNPAID_OUTCOMES.includes(mail.details.outcome)
  if (!(isToBuyer || isUnpaidNotice) || !mail.orderId || mail.details.resends) return false
  const { perRecipient, perVisitor } = tx.app.env.mailLimits
  const [found] = await tx.em.execute<{ over: boolean }[]>(
    `select own.paid_at is null and (
         (? and (${EARLIER_TO_MAILBOX}) >= ?) or (${EARLIER_OF_VISITOR}) >= ?) as over
     from (select shop_id, id, order_id, mailbox, created_at from mail where shop_id = ? and id = ? offset 0) own_mail
     cross join lateral (
       select shop_id, visitor, paid_at from "order"
       where shop_id = own_mail.shop_id and id = own_mail.order_id offset 0) own`,
    [isToBuyer, perRecipient, perVisitor, tx.shop.id, mail.id],
  )
  return found?.over ?? false
}

const quoted = (values: readonly unknown[]): string => values.map((value) => `'${String(value)}'`).join(', ')

const IS_TO_BUYER = `m.kind in (${quoted(BUYER_KINDS)})`
const IS_UNPAID_NOTICE = `(m.kind = 'PAYMENT_NOTICE' and m.details->>'outcome' in (${quoted(UNPAID_OUTCOMES)}))`
const IS_EARLIER = `m.id < own_mail.id and m.created_at > own_mail.created_at - interval '24 hours' and m.status in ('QUEUED', 'SENT')`

// "offset 0" keeps the planner from merging the subqueries, so that each step uses its key, whatever the statistics are.
const EARLIER_TO_MAILBOX = `select count(*) from mail m
  cross join lateral (select paid_at from "order" where shop_id = m.shop_id and id = m.order_id offset 0) o
  where m.shop_id = own.shop_id and m.mailbox = own_mail.mailbox and ${IS_EARLIER} and ${IS_TO_BUYER} and o.paid_at is null`
const EARLIER_OF_VISITOR = `select count(*) from "order" o
  cross join lateral (
    select id, kind, status, created_at, details from mail where shop_id = o.shop_id and order_id = o.id offset 0) m
  where o.shop_id = own.shop_id and o.visitor = own.visitor and o.paid_at is null
    and ${IS_EARLIER} and (${IS_TO_BUYER} or ${IS_UNPAID_NOTICE})`
