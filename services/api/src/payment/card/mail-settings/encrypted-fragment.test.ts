import type { Job } from 'bullmq'
import { FRAGMENT_QUEUE, jobKey, type SealedFragmentJob } from '../../../platform/queue/queue.ts'
import { simpleParser, type ParsedMail } from 'mailparser'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { formatMoney } from '@triclic/money'
import { readWorkerEnv } from '../../../platform/env.ts'
import { useIsolatedStores } from '../../../../test/isolated-stores.ts'
import { startTestApi, type TestApi } from '../../../../test/api.ts'
import { placeTestOrder, type PlacedOrder } from '../../../../test/bank/bank.ts'
import { CARDS, goodCard, payByTestCard } from '../../../../test/card.ts'
import { queryInShop } from '../../../../test/sql.ts'
import { startTestGnupg, type TestGnupg } from '../../../../test/gnupg.ts'
import { merchant, headersOf } from '../../../../test/member.ts'
import { giveTestKey, putTestKey, readKeyCode } from '../../../../test/open-pgp.ts'
import { createShop, type TestShop } from '../../../../test/shop.ts'
import { headerOf, startTestSmtp, type TestSmtp } from '../../../../test/smtp.ts'
import { startTestWorker, workerVariables, type TestWorker } from '../../../../test/worker.ts'
import { loadFragmentDecrypter } from '../custody/fragment-decrypter.ts'

// The mails are decrypted with GnuPG, as the mail program of a merchant does it.

let stores: Awaited<ReturnType<typeof useIsolatedStores>>
let api: TestApi
let smtp: TestSmtp
let gnupg: TestGnupg
let worker: TestWorker | undefined

beforeAll(async () => {
  gnupg = startTestGnupg()
  stores = await useIsolatedStores()
  api = await startTestApi()
  smtp = await startTestSmtp()
})
afterEach(async () => {
  await worker?.stop()
  worker = undefined
})
afterAll(async () => {
  await smtp?.stop()
  await api?.stop()
  await stores?.drop()
  gnupg?.stop()
})

const mailRowOf = async (shop: TestShop, order: PlacedOrder) => {
  const [row] = await queryInShop<{
    id: string
    payment_id: string
    status: string
    mark: string
    total: number
  }>(
    api,
    shop,
    `select m.id, m.payment_id, m.status, p.mark, o.total from mail m join card_payment p on p.id = m.payment_id
     join "order" o on o.id = m.order_id where o.code = $1 and m.kind = 'CARD_FRAGMENT'`,
    order.code,
  )
  if (!row) throw new Error('The order has no fragment mail')
  return row
}

const fragmentMailOf = (order: PlacedOrder) => (mails: ParsedMail[]) =>
  mails.find(
    (mail) =>
      headerOf(mail, 'x-triclic-order') === order.code &&
      headerOf(mail, 'x-triclic-mail') === 'card-fragment',
  )

const countLines = (text: string | false | undefined, line: string): number =>
  String(text)
    .split('\n')
    .filter((each) => each.trim() === line).length

describe.each([
  ['RSA 2048', 'fr', CARDS.VISA, 'VISA', 'Six derniers chiffres : '],
  ['Curve25519', 'en', CARDS.AMERICAN_EXPRESS, 'AMERICAN_EXPRESS', 'Last six digits: '],
] as const)('encrypted to a key of type %s, in language %s', (kind, locale, number, brand, marked) => {
  const six = number.slice(-6)
  const sixAlone = new RegExp(`(?<!\\d)${six}(?!\\d)`)
  let key: ReturnType<TestGnupg['makeKey']>
  let owner: Record<string, string>
  let shop: TestShop
  let order: PlacedOrder

  beforeAll(async () => {
    key = gnupg.makeKey(kind, `${kind.split(' ')[0]?.toLowerCase()}@merchants.test`)
    shop = await createShop(api, { locale })
    owner = await headersOf(api, shop, 'OWNER')
    expect((await putTestKey(api, shop, owner, key)).userErrors).toEqual([])
    order = await placeTestOrder(api, shop)
    const { userErrors } = await payByTestCard(api, order, { card: { ...goodCard, number, brand } })
    expect(userErrors).toEqual([])
  })

  const expectFragment = async (decrypted: string) => {
    const inner = await simpleParser(decrypted)
    const { mark, total } = await mailRowOf(shop, order)
    for (const part of [inner.text, inner.html]) {
      expect(countLines(part, `${marked}${six}`)).toBe(1)
      expect(String(part).split(six)).toHaveLength(2)
      for (const content of [
        order.code,
        mark,
        formatMoney({ amount: total, currency: 'EUR' }, locale),
        `/${shop.slug}/orders/${order.code}`,
      ])
        expect(part).toContain(content)
    }
    expect(inner.subject).toContain(order.code)
    expect(inner.headers.has('message-id')).toBe(false)
  }

  test('the job in the queue contains no digits, even for the worker that decrypts it', async () => {
    const { payment_id: paymentId } = await mailRowOf(shop, order)
    const job = (await api.app.queues.fragment.getJob(paymentId)) as Job<SealedFragmentJob> | undefined
    const inRedis = JSON.stringify(await api.app.redis.hgetall(jobKey(FRAGMENT_QUEUE, paymentId)))
    expect(Object.keys(job?.data ?? {}).sort()).toEqual(
      ['encapsulated', 'keyId', 'orderId', 'paymentId', 'requestId', 'sealed', 'shopId'].sort(),
    )
    expect(inRedis).not.toMatch(sixAlone)
    expect(inRedis).not.toContain('BEGIN PGP')

    const decrypter = loadFragmentDecrypter(
      readWorkerEnv(workerVariables(api, smtp.url)).fragmentPrivateKeysDir,
    )
    const decrypted = job && decrypter.decrypt(job.data, job.data)
    expect(decrypted).toMatch(/^-----BEGIN PGP MESSAGE-----/)
    expect(decrypted).not.toMatch(sixAlone)
    await expectFragment(gnupg.decrypt(decrypted ?? ''))
    const otherOrder = { ...job!.data, orderId: job!.data.paymentId }
    expect(decrypter.decrypt(job!.data, otherOrder)).toBeNull()
  })

  test('the mail is PGP/MIME that GnuPG can read, without digits in its unencrypted parts', async () => {
    worker = await startTestWorker(api, smtp.url)
    const mail = await smtp.wait(fragmentMailOf(order))
    const { id, mark } = await mailRowOf(shop, order)
    const source = smtp.sourceOf(mail)

    expect(mail.messageId).toBe(`<${id}@triclic.test>`)
    expect(headerOf(mail, 'x-triclic-payment')).toBe(mark)
    expect(mail.to).toMatchObject({ text: `merchant@${shop.slug}.test` })
    expect(mail.subject).toContain(mark)
    expect(mail.subject).not.toMatch(/\d/)
    expect(mail.headers.get('content-type')).toMatchObject({
      value: 'multipart/encrypted',
      params: { protocol: 'application/pgp-encrypted' },
    })
    expect(mail.attachments.map(({ contentType }) => contentType)).toEqual([
      'application/pgp-encrypted',
      'application/octet-stream',
    ])
    expect(String(mail.attachments[0]?.content).trim()).toBe('Version: 1')
    expect(mail.text ?? '').not.toMatch(sixAlone)
    expect(source).not.toMatch(sixAlone)
    expect(source).not.toContain(marked.replace(/ ?: $/, ''))

    await expectFragment(gnupg.decrypt(String(mail.attachments[1]?.content)))
  })

  test('the order shows the key to which the mail was encrypted', async () => {
    const { data } = await merchant<{ order: { mails: { kind: string; encryptedTo: string | null }[] } }>(
      api,
      'query ($code: String!) { order(code: $code) { mails { kind encryptedTo } } }',
      { code: order.code },
      owner,
    )
    expect(Object.fromEntries(data.order.mails.map((mail) => [mail.kind, mail.encryptedTo]))).toEqual({
      CARD_FRAGMENT: key.fingerprint,
      ORDER_CONFIRMATION: null,
    })
  })
})

test.each([
  ['fr', 'Vous pouvez lire cet e-mail'],
  ['en', 'You can read this email'],
] as const)('the code of a new key is mailed encrypted to it, in language %s', async (locale, text) => {
  const shop = await createShop(api, { locale })
  const owner = await headersOf(api, shop, 'OWNER')
  const key = gnupg.makeKey('Curve25519', `code-${locale}@merchants.test`)
  await giveTestKey(api, owner, key)
  const outdated = await readKeyCode(api, shop, key)
  await merchant(api, 'mutation { resendOpenPgpCode { userErrors { code } } }', {}, owner)
  const code = await readKeyCode(api, shop, key)
  worker = await startTestWorker(api, smtp.url)
  const ofShop = (mail: ParsedMail) =>
    [mail.to].flat().some((to) => to?.text === `merchant@${shop.slug}.test`)
  const mail = await smtp.wait((mails) =>
    mails.find((each) => headerOf(each, 'x-triclic-mail') === 'openpgp-key-code' && ofShop(each)),
  )
  expect(smtp.sourceOf(mail)).not.toContain(code)
  const inner = await simpleParser(gnupg.decrypt(String(mail.attachments[1]?.content)))
  expect(inner.text).toContain(text)
  expect(countLines(inner.text, code)).toBe(1)
  expect(inner.text).not.toContain(outdated)
  expect(inner.text).toContain(`/${shop.slug}/settings/card-mail`)
  const sql = "select status from mail where shop_id = $1 and kind = 'OPENPGP_KEY_CODE' order by id"
  await expect
    .poll(() => queryInShop(api, shop, sql, shop.id), { timeout: 15_000 })
    .toEqual([{ status: 'SKIPPED' }, { status: 'SENT' }])
})

test('a card fragment meant for an OpenPGP key is never sent unencrypted, whatever the queue holds', async () => {
  const shop = await createShop(api)
  const owner = await headersOf(api, shop, 'OWNER')
  await putTestKey(api, shop, owner, gnupg.makeKey('Curve25519', 'swapped@merchants.test'))
  const order = await placeTestOrder(api, shop)
  await payByTestCard(api, order)
  const { payment_id: paymentId } = await mailRowOf(shop, order)
  const job = (await api.app.queues.fragment.getJob(paymentId)) as Job<SealedFragmentJob> | undefined
  await job?.updateData({ ...job.data, ...api.app.fragmentSealer.seal('424242', job.data) })
  worker = await startTestWorker(api, smtp.url)
  await expect.poll(async () => (await mailRowOf(shop, order)).status, { timeout: 15_000 }).toBe('FAILED')
  expect(fragmentMailOf(order)(smtp.mails)).toBeUndefined()
})

test('rejects a private key and an ElGamal key exported by GnuPG', async () => {
  const shop = await createShop(api)
  const owner = await headersOf(api, shop, 'OWNER')
  const { fingerprint } = gnupg.makeKey('Curve25519', 'private@merchants.test')
  const armored = gnupg.exportPrivate(fingerprint)
  expect((await giveTestKey(api, owner, { armored, fingerprint })).userErrors).toMatchObject([
    { code: 'OPENPGP_KEY_PRIVATE', field: ['armored'] },
  ])
  const weak = gnupg.makeKey('ElGamal', 'elgamal@merchants.test')
  expect((await giveTestKey(api, owner, weak)).userErrors).toMatchObject([{ code: 'OPENPGP_KEY_TOO_WEAK' }])
})
