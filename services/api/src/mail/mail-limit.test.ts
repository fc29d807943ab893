import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import type { TestApi } from '../../test/api.ts'
import { buyerWithCart, orderInput, placeOrder } from '../../test/checkout.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'
import { merchant, headersOf } from '../../test/member.ts'
import { insertTestOrder } from '../../test/order.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import type { headerOf } from '../../test/smtp.ts'
import type { TestWorker } from '../../test/worker.ts'
import { requeueMails } from './requeue-mails.ts'

let isolated: IsolatedApi
let api: TestApi
let worker: TestWorker
let shop: TestShop

beforeAll(async () => {
  isolated = await startIsolatedApi()
  api = isolated.api
  worker = await isolated.startWorker()
})
beforeEach(async () => {
  shop = await createShop(api, { locale: 'en' })
})
afterAll(() => isolated?.stop())

const placeFor = async (email: string): Promise<void> => {
  const { order } = await placeOrder(await buyerWithCart(api, shop, [1]), orderInput(shop, { email }))
  expect(order).not.toBeNull()
}

/** Stores mails of earlier orders. */
async function storeMails(
  number: number,
  {
    kind = 'ORDER_CONFIRMATION',
    email = 'camille@buyers.test',
    outcome = 'PAID',
    status = 'SENT',
    at = 'now()',
    isPaid = false,
  },
) {
  for (let count = 0; count < number; count++) {
    const { id, mailIds } = await insertTestOrder(api, shop, { email, mails: [{ kind, status }] })
    await executeInShop(
      api,
      shop,
      `update mail set recipient = $2, created_at = ${at}, details = $3 where id = $1`,
      mailIds[0],
      email,
      JSON.stringify(kind === 'PAYMENT_NOTICE' ? { outcome, bank: 'A' } : {}),
    )
    if (isPaid)
      await executeInShop(api, shop, `update "order" set status = 'PAID', paid_at = now() where id = $1`, id)
  }
}

const mails = () =>
  queryInShop<{ id: string; status: string; last_error: string | null }>(
    api,
    shop,
    'select id, status, last_error from mail where shop_id = $1 order by id',
    shop.id,
  )
const statusCounts = async () => {
  const rows = await mails()
  const count = (status: string) => rows.filter((row) => row.status === status).length
  return { queued: count('QUEUED'), sent: count('SENT'), skipped: count('SKIPPED') }
}

describe('of the mails about unpaid orders in a day', () => {
  test('one recipient gets 10, whatever the case or tag of the address', async () => {
    for (let count = 0; count < 30; count++)
      await placeFor(
        ['victim@strangers.test', 'Victim@Strangers.test', `victim+${count}@strangers.test`][count % 3] ?? '',
      )
    await expect.poll(statusCounts, { timeout: 20_000 }).toEqual({ queued: 0, sent: 10, skipped: 20 })
    expect(isolated.smtp.mails.filter((mail) => /strangers/i.test(headerText(mail)))).toHaveLength(10)
    expect((await mails()).at(-1)?.last_error).toMatch(/^Not sent: too many emails/)
  }, 60_000)

  test.each(['ORDER_CONFIRMATION', 'PAYMENT_NOTICE'])(
    'one visitor causes 20, whatever their recipients: %s',
    async (kind) => {
      const options = { kind, outcome: 'CANCELLED', at: `now() - interval '1 minute'` }
      await storeMails(20, options)
      await executeInShop(
        api,
        shop,
        `update mail set recipient = id || '@strangers.test' where shop_id = $1`,
        shop.id,
      )
      await storeMails(1, { ...options, email: 'last@strangers.test', status: 'QUEUED' })
      await executeInShop(
        api,
        shop,
        `update "order" set visitor = 'the same visitor', cart_version = id::text where shop_id = $1`,
        shop.id,
      )
      await requeueMails(worker.app)
      await expect.poll(statusCounts, { timeout: 10_000 }).toEqual({ queued: 0, sent: 20, skipped: 1 })
    },
  )

  test('the merchant gets any number', async () => {
    const options = { kind: 'PAYMENT_NOTICE', outcome: 'CANCELLED', at: `now() - interval '1 minute'` }
    await storeMails(20, options)
    await storeMails(1, { ...options, status: 'QUEUED' })
    await requeueMails(worker.app)
    await expect.poll(statusCounts, { timeout: 10_000 }).toEqual({ queued: 0, sent: 21, skipped: 0 })
  })

  test.each([
    ['of paid orders', { isPaid: true }],
    ['of the day before', { at: `now() - interval '25 hours'` }],
    ['about received money', { kind: 'PAYMENT_CONFIRMATION' }],
    ['that were withheld', { status: 'SKIPPED' }],
    ['to other recipients', { email: 'other@buyers.test' }],
  ])('earlier mails %s do not count', async (_which, earlier) => {
    await storeMails(12, earlier)
    const before = (await statusCounts()).sent
    await placeFor('camille@buyers.test')
    await expect.poll(async () => (await statusCounts()).sent, { timeout: 10_000 }).toBe(before + 1)
  })
})

test.each(['PAYMENT_CONFIRMATION', 'PAYMENT_NOTICE', 'CARD_REQUEST'])(
  'a %s is never withheld',
  async (kind) => {
    await storeMails(12, {})
    await storeMails(1, { kind, status: 'QUEUED', at: `now() - interval '1 minute'` })
    await requeueMails(worker.app)
    await expect.poll(statusCounts, { timeout: 10_000 }).toEqual({ queued: 0, sent: 13, skipped: 0 })
  },
)

test('the mail of an order that was paid meanwhile is sent', async () => {
  await storeMails(12, {})
  await storeMails(1, { status: 'QUEUED', at: `now() - interval '1 minute'`, isPaid: true })
  await requeueMails(worker.app)
  await expect.poll(statusCounts, { timeout: 10_000 }).toEqual({ queued: 0, sent: 13, skipped: 0 })
})

test('a withheld mail is sent when the merchant resends it', async () => {
  await storeMails(10, {})
  await placeFor('camille@buyers.test')
  await expect.poll(statusCounts, { timeout: 10_000 }).toEqual({ queued: 0, sent: 10, skipped: 1 })
  const withheld = (await mails()).at(-1)
  const headers = await headersOf(api, shop, 'CERTIFIER')
  await merchant(
    api,
    'mutation ($id: ID!) { resendMail(mailId: $id) { mail { id } } }',
    { id: withheld?.id },
    headers,
  )
  await expect.poll(statusCounts, { timeout: 10_000 }).toEqual({ queued: 0, sent: 11, skipped: 0 })
})

const headerText = (mail: Parameters<typeof headerOf>[0]): string => JSON.stringify(mail.to ?? '')
