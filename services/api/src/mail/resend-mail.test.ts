import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MAIL_QUEUE } from '../platform/queue/queue.ts'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'
import { merchant, headersOf } from '../../test/member.ts'
import { insertTestOrder } from '../../test/order.ts'
import { createShop, type TestShop } from '../../test/shop.ts'

let api: TestApi
let shop: TestShop
let headers: Record<string, string>

beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api, { locale: 'en' })
  headers = await headersOf(api, shop, 'CERTIFIER')
})
afterAll(() => api.stop())

interface Data {
  resendMail: {
    mail: { id: string; status: string; lastError: string | null } | null
    userErrors: { code: string }[]
  }
}
const RESEND =
  'mutation ($mailId: ID!) { resendMail(mailId: $mailId) { mail { id status lastError } userErrors { code } } }'
const resend = async (mailId: string, as = headers) => {
  const { data } = await merchant<Data>(api, RESEND, { mailId }, as)
  return data.resendMail
}
const putMail = async (kind: string, status: string) => {
  const order = await insertTestOrder(api, shop, { mails: [{ kind, status, lastError: 'refused' }] })
  return { ...order, mailId: order.mailIds[0] ?? '' }
}
const recipientOf = async (mailId: string) =>
  (await queryInShop<{ recipient: string }>(api, shop, 'select recipient from mail where id = $1', mailId))[0]
    ?.recipient
const timeline = async (code: string) => {
  const { data } = await merchant<{ order: { timeline: { kind: string; message: string }[] } }>(
    api,
    'query ($code: String!) { order(code: $code) { timeline { kind message } } }',
    { code },
    headers,
  )
  return data.order.timeline
}

describe('resendMail', () => {
  test.each(['ORDER_CONFIRMATION', 'PAYMENT_CONFIRMATION', 'PAYMENT_NOTICE', 'PAYMENT_REFUSED'])(
    'queues a %s and records it on the timeline',
    async (kind) => {
      const recipient = kind === 'PAYMENT_NOTICE' ? `merchant@${shop.slug}.test` : 'camille@buyers.test'
      const { code, mailId } = await putMail(kind, 'FAILED')
      expect(await resend(mailId)).toEqual({
        mail: { id: mailId, status: 'QUEUED', lastError: null },
        userErrors: [],
      })
      const job = await api.app.queues.mail.getJob(mailId)
      expect(job?.name).toBe(MAIL_QUEUE)
      expect(job?.data).toEqual({ shopId: shop.id, mailId, requestId: expect.any(String) })
      expect(await timeline(code)).toEqual([{ kind: 'MAIL_RESENT', message: `Email resent to ${recipient}` }])
      await resend(mailId)
      expect(await timeline(code)).toHaveLength(1)
    },
  )

  test.each(['CARD_FRAGMENT', 'CARD_REQUEST'])('refuses a %s', async (kind) => {
    const { code, mailId } = await putMail(kind, 'FAILED')
    expect(await resend(mailId)).toEqual({ mail: null, userErrors: [{ code: 'MAIL_NOT_RESENDABLE' }] })
    expect(await timeline(code)).toEqual([])
  })

  test.each(['', 'no-id', '0198c0de-0000-7000-8000-000000000000', "' or 1=1 --"])(
    'returns NOT_FOUND for the mail id %j',
    async (id) => {
      expect(await resend(id)).toEqual({ mail: null, userErrors: [{ code: 'NOT_FOUND' }] })
    },
  )

  test('returns NOT_FOUND for a mail of another shop', async () => {
    const { mailIds } = await insertTestOrder(api, await createShop(api), {
      mails: [{ kind: 'ORDER_CONFIRMATION', status: 'FAILED' }],
    })
    expect(await resend(mailIds[0] ?? '')).toEqual({ mail: null, userErrors: [{ code: 'NOT_FOUND' }] })
  })

  test('sends to the address that the order has, not to the one that the mail had', async () => {
    const { id, code, mailId } = await putMail('ORDER_CONFIRMATION', 'SENT')
    await executeInShop(api, shop, `update "order" set email = 'new@buyers.test' where id = $1`, id)
    await resend(mailId)
    expect(await recipientOf(mailId)).toBe('new@buyers.test')
    expect(await timeline(code)).toEqual([
      { kind: 'MAIL_RESENT', message: 'Email resent to new@buyers.test' },
    ])
  })

  test('sends a payment notice to the address that the shop has', async () => {
    const { mailId } = await putMail('PAYMENT_NOTICE', 'SENT')
    await resend(mailId)
    expect(await recipientOf(mailId)).toBe(`merchant@${shop.slug}.test`)
  })

  test('sends a notice of changed card mail settings to the earlier address', async () => {
    const { mailId } = await putMail('CARD_MAIL_CHANGED', 'SENT')
    await resend(mailId)
    expect(await recipientOf(mailId)).toBe('camille@buyers.test')
  })

  test('is refused after five times in a day', async () => {
    const { code, mailId } = await putMail('ORDER_CONFIRMATION', 'SENT')
    const markSent = () => executeInShop(api, shop, `update mail set status = 'SENT' where id = $1`, mailId)
    for (let count = 0; count < 5; count++) {
      expect(await resend(mailId)).toMatchObject({ mail: { status: 'QUEUED' } })
      await markSent()
    }
    const refused = await merchant(api, RESEND, { mailId }, headers)
    expect(refused.errors?.[0]?.extensions.code).toBe('RATE_LIMITED')
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(86_000)
    expect(await timeline(code)).toHaveLength(5)

    await executeInShop(
      api,
      shop,
      `update mail set details = details || jsonb_build_object('resendsSince', extract(epoch from now() - interval '25 hours')::int)
       where id = $1`,
      mailId,
    )
    expect(await resend(mailId)).toMatchObject({ mail: { status: 'QUEUED' } })
  })
})
