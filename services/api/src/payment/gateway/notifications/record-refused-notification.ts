import { v7 } from 'uuid'
import type { Api } from '../../../app/context.ts'
import { redactCardNumbers } from '@triclic/card-core/text'
import { inShop } from '../../../platform/db/orm.ts'
import type { Shop } from '../../../shop/shop-cache.ts'
import type { BankProtocol, RawNotification } from '../bank-protocol.ts'

/** Limit per shop, so that a flood of forgeries does not fill the database. */
const MAX_PER_DAY = 1000
const MAX_FIELDS = 60
const MAX_LENGTH = 200
const MAX_DISPLAYED_LENGTH = 80

/** Records a notification that is not authentic, with the reason. Not unique, so that a forgery cannot block the real notification. */
export async function recordRefusedNotification(
  app: Api,
  shop: Shop,
  protocol: BankProtocol,
  raw: RawNotification,
  reason: string,
): Promise<void> {
  const text = raw.body.length > 0 ? raw.body.toString('utf8') : raw.query
  const pairs = [...new URLSearchParams(text)].slice(0, MAX_FIELDS)
  const displayed = Object.entries(protocol.displayableFields(Object.fromEntries(pairs))).map(
    ([name, value]) => [name, clean(value, MAX_DISPLAYED_LENGTH)],
  )
  const fields = pairs.map(([name, value]) => [clean(name), clean(value)])
  await inShop(app.orm, shop.id, (em) =>
    em.execute(
      `insert into bank_notification_refused (id, shop_id, protocol, reason, fields, displayed_fields)
       select ?, ?, ?, ?, ?::jsonb, ?::jsonb where (select count(*) from bank_notification_refused
         where shop_id = ? and received_at > now() - interval '1 day') < ?`,
      [
        v7(),
        shop.id,
        protocol.name,
        reason,
        JSON.stringify(fields),
        JSON.stringify(Object.fromEntries(displayed)),
        shop.id,
        MAX_PER_DAY,
      ],
    ),
  )
  app.log.warn({ shop: shop.slug, bank: protocol.name, reason }, 'Bank notification refused')
}

/** Removes card numbers and what PostgreSQL's jsonb rejects: NUL, and lone surrogates, which cutting off the rest can leave. */
const clean = (text: string, maxLength = MAX_LENGTH): string =>
  redactCardNumbers(text.slice(0, 2 * MAX_LENGTH).replaceAll('\u0000', ''))
    .slice(0, maxLength)
    .toWellFormed()
