import { v7 } from 'uuid'
import type { Api } from '../../../app/context.ts'
import { redactCardNumbers } from '../../../kernel/card-numbers.ts'
import { inShop } from '../../../platform/db/orm.ts'
import type { Shop } from '../../../shop/shop-cache.ts'
import type { BankProtocol, RawNotification } from '../bank-protocol.ts'

/** How many refused notifications a shop keeps a day: a flood of forgeries fills nothing. */
const MOST_A_DAY = 1000
const MOST_FIELDS = 60
const MOST_TOLD = 80

/** Keeps what was not believed, with the reason. No unique key here: a forgery must not take the true one's place. */
export async function recordRefusedNotification(
  app: Api,
  shop: Shop,
  protocol: BankProtocol,
  raw: RawNotification,
  reason: string,
): Promise<void> {
  const text = raw.body.length > 0 ? raw.body.toString('utf8') : raw.query
  const pairs = [...new URLSearchParams(text)].slice(0, MOST_FIELDS)
  const told = Object.entries(protocol.tell(Object.fromEntries(pairs))).map(([name, value]) => [
    name,
    clean(value).slice(0, MOST_TOLD),
  ])
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
        JSON.stringify(Object.fromEntries(told)),
        shop.id,
        MOST_A_DAY,
      ],
    ),
  )
  app.log.warn({ shop: shop.slug, bank: protocol.name, reason }, 'A notification was refused')
}

/** PostgreSQL's jsonb takes no NUL; nobody needs more than 200 characters of a forgery. */
const clean = (text: string): string =>
  redactCardNumbers(text.replaceAll('\u0000', '').slice(0, 200).toWellFormed())
