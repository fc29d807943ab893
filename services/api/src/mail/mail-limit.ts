import type { WorkerEnv } from '../platform/env.ts'
import { sql, Sql } from '../platform/db/sql.ts'
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

/**
 * SQL that tells whether a mail must be withheld, because its recipient, or the visitor who placed the order, has had the day's
 * number of mails about unpaid orders from this shop. Counts earlier mails only, so that those sent at the same time are not all
 * withheld. A mail about received money or a paid order is never withheld, nor one that the merchant resends; the address of the
 * merchant has no limit of its own.
 * @param mail the name of the mail's row in the statement
 */
export const isOverMailLimit = (
  mail: string,
  { perRecipient, perVisitor }: WorkerEnv['mailLimits'],
): Sql => sql`(
  coalesce(${column(mail, `details->>'resends'`)}, '0') = '0' and (${isToBuyer(mail)} or ${isUnpaidNotice(mail)})
  and exists (
    select from (
      select shop_id, visitor, paid_at from "order"
      where shop_id = ${column(mail, 'shop_id')} and id = ${column(mail, 'order_id')} offset 0) own
    where own.paid_at is null and (
      (${isToBuyer(mail)} and (${countToMailbox(mail)}) >= ${perRecipient}) or (${countOfVisitor(mail)}) >= ${perVisitor})
  ))`

// "offset 0" keeps the planner from merging the subqueries, so that each step uses its key, whatever the statistics are.

const countToMailbox = (mail: string): Sql => sql`
  select count(*) from mail earlier
  cross join lateral (select paid_at from "order" where shop_id = earlier.shop_id and id = earlier.order_id offset 0) o
  where earlier.shop_id = own.shop_id and earlier.mailbox = ${column(mail, 'mailbox')}
    and ${isEarlierThan(mail)} and ${isToBuyer('earlier')} and o.paid_at is null`

const countOfVisitor = (mail: string): Sql => sql`
  select count(*) from "order" o
  cross join lateral (
    select id, kind, status, created_at, details from mail where shop_id = o.shop_id and order_id = o.id offset 0) earlier
  where o.shop_id = own.shop_id and o.visitor = own.visitor and o.paid_at is null
    and ${isEarlierThan(mail)} and (${isToBuyer('earlier')} or ${isUnpaidNotice('earlier')})`

const isEarlierThan = (mail: string): Sql =>
  new Sql(
    `earlier.id < ${mail}.id and earlier.created_at > ${mail}.created_at - interval '24 hours' and earlier.status in ('QUEUED', 'SENT')`,
    [],
  )

const isToBuyer = (mail: string): Sql => new Sql(`${mail}.kind in (${quoted(BUYER_KINDS)})`, [])

const isUnpaidNotice = (mail: string): Sql =>
  new Sql(
    `(${mail}.kind = '${MailKind.PAYMENT_NOTICE}' and ${mail}.details->>'outcome' in (${quoted(UNPAID_OUTCOMES)}))`,
    [],
  )

const column = (row: string, name: string): Sql => new Sql(`${row}.${name}`, [])

const quoted = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ')
