import { MailKind } from './mail.type.ts'

/** Mails to a buyer that a stranger can cause without paying. */
const BUYER_KINDS: readonly MailKind[] = [
  MailKind.ORDER_CONFIRMATION,
  MailKind.PAYMENT_REFUSED,
  MailKind.PAYMENT_REMINDER,
]

/** Outcomes at a bank that bring no money, but a notice to the merchant. */
const UNPAID_OUTCOMES = ['REFUSED', 'CANCELLED']

export const OVER_MAIL_LIMIT_ERROR =
  'Not sent: too many emails about unpaid orders to this address or by this visitor within a day.'

const quoted = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ')

const isToBuyer = (mail: string): string => `${mail}.kind in (${quoted(BUYER_KINDS)})`
const isUnpaidNotice = (mail: string): string =>
  `(${mail}.kind = '${MailKind.PAYMENT_NOTICE}' and ${mail}.details->>'outcome' in (${quoted(UNPAID_OUTCOMES)}))`

const IS_EARLIER = `earlier.id < m.id and earlier.created_at > m.created_at - interval '24 hours'
  and earlier.status in ('QUEUED', 'SENT')`

// "offset 0" keeps the planner from merging the subqueries, so that each step uses its key, whatever the statistics are.

const COUNT_TO_MAILBOX = `
  select count(*) from mail earlier
  cross join lateral (select paid_at from "order" where shop_id = earlier.shop_id and id = earlier.order_id offset 0) o
  where earlier.shop_id = own.shop_id and earlier.mailbox = m.mailbox
    and ${IS_EARLIER} and ${isToBuyer('earlier')} and o.paid_at is null`

const COUNT_OF_VISITOR = `
  select count(*) from "order" o
  cross join lateral (
    select id, kind, status, created_at, details from mail where shop_id = o.shop_id and order_id = o.id offset 0) earlier
  where o.shop_id = own.shop_id and o.visitor = own.visitor and o.paid_at is null
    and ${IS_EARLIER} and (${isToBuyer('earlier')} or ${isUnpaidNotice('earlier')})`

/**
 * SQL that tells whether the mail `m` of a statement must be withheld, because its recipient, or the visitor who placed the order,
 * has had the day's number of mails about unpaid orders from this shop: its two parameters. Counts earlier mails only, so that those
 * sent at the same time are not all withheld. A mail about received money or a paid order is never withheld, nor one that the
 * merchant resends; the address of the merchant has no limit of its own.
 */
export const IS_OVER_MAIL_LIMIT = `(
  coalesce(m.details->>'resends', '0') = '0' and (${isToBuyer('m')} or ${isUnpaidNotice('m')})
  and exists (
    select from (select shop_id, visitor, paid_at from "order" where shop_id = m.shop_id and id = m.order_id offset 0) own
    where own.paid_at is null
      and ((${isToBuyer('m')} and (${COUNT_TO_MAILBOX}) >= ?) or (${COUNT_OF_VISITOR}) >= ?)
  ))`
