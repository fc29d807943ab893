import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { headersOf, merchant } from '../../test/member.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'
import { webhookRequests } from '../../test/webhook.ts'
import { openWebhookSecret } from './sign-webhook.ts'

let api: TestApi
let shop: TestShop
let owner: Awaited<ReturnType<typeof webhookRequests>>
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
  owner = await webhookRequests(api, shop)
}, 60_000)
afterAll(() => api?.stop())

const URL_OF_RECEIVER = 'https://receiver.test/hooks?key=1'
const codesOf = ({ userErrors }: { userErrors: { code: string }[] }) => userErrors.map(({ code }) => code)
const tryCreate = (input: Record<string, unknown>) =>
  owner.call('create', { input: { url: URL_OF_RECEIVER, eventTypes: ['ORDER_PAID'], ...input } })

test('a webhook is created, changed and deleted, which is audited without its path', async () => {
  const created = await owner.create(URL_OF_RECEIVER, ['ORDER_PAID', 'ORDER_PAID'], { description: ' ERP ' })
  expect(created).toEqual({
    id: created.id,
    secret: expect.stringMatching(/^whsec_[\w+/]{43}=$/) as string,
    url: URL_OF_RECEIVER,
    description: 'ERP',
    eventTypes: ['ORDER_PAID'],
    document: null,
    isActive: true,
    goneAt: null,
    previousSecretEndsAt: null,
    waiting: 0,
    failures: 0,
  })
  const document = '{ event { id } }'
  const input = { url: 'https://other.test/', eventTypes: ['ORDER_SHIPPED'], document, isActive: false }
  const { webhook } = await owner.call('change', { id: created.id, input })
  expect(webhook).toMatchObject({ ...input, description: '' })
  expect(await owner.find(created.id)).toEqual(webhook)
  expect(codesOf(await owner.call('remove', { id: created.id }))).toEqual([])
  expect(await owner.find(created.id)).toBeNull()
  expect(await owner.auditSubjects('createWebhook')).toEqual(['receiver.test'])
  expect(await owner.auditSubjects('changeWebhook')).toEqual(['receiver.test → other.test'])
  expect(await owner.auditSubjects('deleteWebhook')).toEqual(['other.test'])
})

test.each([
  ['http://receiver.test/', 'WEBHOOK_URL_INVALID'],
  ['ftp://receiver.test/', 'WEBHOOK_URL_INVALID'],
  ['receiver.test', 'WEBHOOK_URL_INVALID'],
  ['', 'WEBHOOK_URL_INVALID'],
  ['https://user:password@receiver.test/', 'WEBHOOK_URL_INVALID'],
  ['https://receiver.test/#part', 'WEBHOOK_URL_INVALID'],
  [`https://receiver.test/${'a'.repeat(1000)}`, 'WEBHOOK_URL_INVALID'],
  ['https://localhost/', 'WEBHOOK_URL_NOT_PUBLIC'],
  ['https://api.localhost/', 'WEBHOOK_URL_NOT_PUBLIC'],
  ['https://127.0.0.1/', 'WEBHOOK_URL_NOT_PUBLIC'],
  ['https://0x7f.1/', 'WEBHOOK_URL_NOT_PUBLIC'],
  ['https://169.254.169.254/latest/meta-data', 'WEBHOOK_URL_NOT_PUBLIC'],
  ['https://[fd00::1]/', 'WEBHOOK_URL_NOT_PUBLIC'],
  ['https://[::ffff:10.0.0.1]/', 'WEBHOOK_URL_NOT_PUBLIC'],
  ['http://127.0.0.1:4000/', 'WEBHOOK_URL_INVALID'],
])('the URL %s is refused: %s', async (url, code) => {
  expect((await tryCreate({ url })).userErrors).toMatchObject([{ code, field: ['url'] }])
})

describe('a document', () => {
  test.each([
    ['{', 'Line 1: Syntax Error: Expected Name, found <EOF>.'],
    ['{ event { id } order { token } }', 'Line 1: Cannot query field "token" on type "Order".'],
    ['{\n  event { id }\n  card { number }\n}', 'Line 3: Cannot query field "card" on type "Query".'],
    ['query ($a: Int) { event { id } }', 'The document must have exactly one query, without variables.'],
    [
      'query A { event { id } } query B { event { id } }',
      'The document must have exactly one query, without variables.',
    ],
    ['{ __schema { types { name } } }', 'Line 1: GraphQL introspection has been disabled'],
    [`{ ${'event { id } '.repeat(300)} }`, '1000 tokens'],
  ])('is refused when it is saved, with what is wrong: %#', async (document, message) => {
    const { userErrors } = await tryCreate({ document })
    expect(userErrors[0]).toMatchObject({ code: 'WEBHOOK_DOCUMENT_INVALID', field: ['document'] })
    expect(userErrors.map((error) => error.message).join()).toContain(message)
  })

  test('of no length is the default one', async () => {
    const { webhook } = await tryCreate({ document: ' \n ' })
    expect(webhook?.document).toBeNull()
    await owner.call('remove', { id: webhook?.id })
  })

  test('that says who the buyers are is saved by nobody who may not see them', async () => {
    await executeInShop(
      api,
      shop,
      `update shop set role_permissions = '{"VIEWER": ["order.read", "webhook.manage"]}' where id = $1`,
      shop.id,
    )
    await expect
      .poll(async () => {
        const viewer = await webhookRequests(api, shop, await headersOf(api, shop, 'VIEWER'))
        const asks = (document: string) =>
          viewer
            .call('create', {
              input: { url: URL_OF_RECEIVER, eventTypes: ['ORDER_PAID'], document, isActive: false },
            })
            .then(codesOf, () => ['FORBIDDEN'])
        return [
          await asks('{ order { ...o } } fragment o on Order { email }'),
          await asks('{ order { code } }'),
        ]
      })
      .toEqual([['WEBHOOK_DOCUMENT_NAMES_BUYERS'], []])
  })
})

test('no event, a long description and a card number are refused, all at once', async () => {
  const errors = await tryCreate({ url: 'x', eventTypes: [], description: 'a'.repeat(201) })
  expect(codesOf(errors)).toEqual(['WEBHOOK_URL_INVALID', 'TEXT_TOO_LONG', 'WEBHOOK_EVENTS_MISSING'])
  expect(codesOf(await tryCreate({ description: '4242 4242 4242 4242' }))).toEqual([
    'CARD_NUMBER_NOT_ALLOWED',
  ])
})

test('a shop has ten webhooks at most, also when they are created at the same time', async () => {
  const full = await createShop(api)
  const { call } = await webhookRequests(api, full)
  const input = { url: URL_OF_RECEIVER, eventTypes: ['ORDER_PAID'] }
  const answers = await Promise.all(Array.from({ length: 12 }, () => call('create', { input })))
  expect(answers.flatMap(codesOf)).toEqual(['TOO_MANY_WEBHOOKS', 'TOO_MANY_WEBHOOKS'])
})

test('a secret is stored encrypted, and is replaced with an overlap', async () => {
  const { id, secret } = await owner.create(URL_OF_RECEIVER, ['ORDER_PAID'])
  const stored = async () =>
    (
      await queryInShop<{ sealed: Buffer; previous: Buffer | null }>(
        api,
        shop,
        'select sealed_secret as sealed, previous_sealed_secret as previous from webhook_endpoint where id = $1',
        id,
      )
    )[0]!
  const open = (sealed: Buffer | null) =>
    sealed && openWebhookSecret(api.app.env.webhookKeys, shop.id, id, sealed)
  expect((await stored()).sealed.toString('latin1')).not.toContain(secret.slice(6, 20))
  const rotated = await owner.call('rotate', { id, overlapHours: 48 })
  expect(rotated.secret).not.toBe(secret)
  const ends = Date.parse(rotated.webhook?.previousSecretEndsAt ?? '') - Date.now()
  expect(Math.round(ends / 3_600_000)).toBe(48)
  const both = await stored()
  expect([open(both.sealed), open(both.previous)]).toEqual([rotated.secret, secret])
  const again = await owner.call('rotate', { id, overlapHours: 0 })
  expect(again.webhook?.previousSecretEndsAt).toBeNull()
  expect((await stored()).previous).toBeNull()
  await expect(owner.call('rotate', { id, overlapHours: 721 })).rejects.toThrow('BAD_USER_INPUT')
  expect(await owner.auditSubjects('rotateWebhookSecret')).toEqual([
    'receiver.test, old one valid for 48 h',
    'receiver.test, old one valid for 0 h',
  ])
})

test('each event has a default document that is valid', async () => {
  const { data } = await merchant<{ webhookEventTypes: { type: string; defaultDocument: string }[] }>(
    api,
    '{ webhookEventTypes { type defaultDocument } webhookPayloadSchema }',
    {},
    owner.headers,
  )
  expect(data.webhookEventTypes.length).toBeGreaterThan(15)
  for (const { type, defaultDocument: document } of data.webhookEventTypes) {
    const { webhook, userErrors } = await tryCreate({ eventTypes: [type], document })
    expect(userErrors).toEqual([])
    await owner.call('remove', { id: webhook?.id })
  }
})

test('a webhook of another shop is not found', async () => {
  const other = await createShop(api)
  const { id } = await owner.create(URL_OF_RECEIVER, ['ORDER_PAID'])
  const foreign = await webhookRequests(api, other)
  expect(await foreign.find(id)).toBeNull()
  expect(await foreign.deliveries(id)).toEqual([])
  const input = { url: URL_OF_RECEIVER, eventTypes: ['ORDER_PAID'] }
  const answers = [
    await foreign.call('change', { id, input }),
    await foreign.call('remove', { id }),
    await foreign.call('rotate', { id, overlapHours: 1 }),
    await foreign.call('test', { id }),
  ]
  expect(answers.flatMap(codesOf)).toEqual(Array.from({ length: 4 }, () => 'NOT_FOUND'))
  expect((await owner.find(id))?.previousSecretEndsAt).toBeNull()
})
