import type { ParsedMail } from 'mailparser'
import type { TestApi } from './api.ts'
import { insertTestOrder } from './order.ts'
import type { TestShop } from './shop.ts'
import { headerOf } from './smtp.ts'
import { executeAllInShop } from './sql.ts'

/** Finds the mail of an order by its kind, as its header names it. */
export const mailOf = (code: string, kind: string) => (mails: ParsedMail[]) =>
  mails.find(
    (mail) => headerOf(mail, 'x-triclic-order') === code && headerOf(mail, 'x-triclic-mail') === kind,
  )

/** Stores a mail without a job, as after a crash; requeueMails queues it. */
export async function storeTestMail(
  api: TestApi,
  shop: TestShop,
  kind: string,
  details: object = {},
  language = 'fr',
) {
  const order = await insertTestOrder(api, shop, { mails: [{ kind, status: 'QUEUED' }] })
  await executeAllInShop(api, shop, [
    ['update "order" set language = $1 where id = $2', language, order.id],
    [
      "update mail set details = $1, created_at = now() - interval '1 minute' where id = $2",
      JSON.stringify(details),
      order.mailIds[0],
    ],
  ])
  return { ...order, mailId: order.mailIds[0] ?? '' }
}
