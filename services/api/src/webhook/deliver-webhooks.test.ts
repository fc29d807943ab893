import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { placeTestOrder } from '../../test/bank/bank.ts'
import { createCertificationScenario } from '../../test/certification.ts'
import { startIsolatedApi, type IsolatedApi } from '../../test/isolated-api.ts'
import { startReceiver, type Received, type TestReceiver } from '../../test/receiver.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'
import { webhookRequests } from '../../test/webhook.ts'
import { PAYLOAD_SCHEMA } from './payload-schema.ts'

let isolated: IsolatedApi
let scenario: Awaited<ReturnType<typeof createCertificationScenario>>
let owner: Awaited<ReturnType<typeof webhookRequests>>
let receiver: TestReceiver
beforeAll(async () => {
  isolated = await startIsolatedApi({ WEBHOOKS_TO_LOOPBACK: 'on' })
  scenario = await createCertificationScenario(isolated.api)
  owner = await webhookRequests(isolated.api, scenario.shop)
  await isolated.startWorker()
}, 60_000)
afterAll(() => isolated?.stop(), 60_000)
beforeEach(async () => {
  receiver = await startReceiver()
  return async () => {
    await executeInShop(
      isolated.api,
      scenario.shop,
      'delete from webhook_endpoint where shop_id = $1',
      scenario.shop.id,
    )
    await receiver.stop()
  }
})

const verify = (secret: string, { body, headers }: Received) =>
  new Webhook(secret).verify(body, headers as Record<string, string>)
const placeOrder = () => placeTestOrder(isolated.api, scenario.shop)

describe('an event', () => {
  test('is posted once, signed as the Standard Webhooks want it, with the default document', async () => {
    const { id, secret } = await owner.create(receiver.url, ['ORDER_PLACED'])
    const { code } = await placeOrder()
    const [payload] = await receiver.bodies(1)
    expect(payload).toEqual({
      event: {
        id: expect.any(String) as string,
        type: 'ORDER_PLACED',
        occurredAt: expect.stringMatching(/^\d{4}-.*Z$/) as string,
        shop: scenario.shop.slug,
      },
      order: expect.objectContaining({ code, status: 'PENDING_PAYMENT', channel: 'WEB' }) as unknown,
    })
    const [received] = receiver.received
    expect(verify(secret, received!)).toEqual(payload)
    expect(() => verify(secret, { ...received!, body: `${received?.body} ` })).toThrow(
      'No matching signature',
    )
    expect(received?.headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-id': (payload as { event: { id: string } }).event.id,
    })
    await expect
      .poll(() => owner.deliveries(id))
      .toEqual([
        expect.objectContaining({
          eventType: 'ORDER_PLACED',
          orderCode: code,
          status: 'DELIVERED',
          attempts: [{ durationMs: expect.any(Number) as number, status: 204, failure: null, excerpt: '' }],
        }) as unknown,
      ])
    expect(await owner.deliveries(id, { status: 'FAILED' })).toEqual([])
    expect(await owner.deliveries(id, { eventType: 'ORDER_PAID' })).toEqual([])
  })

  test('that the endpoint is not told of, or of an operation that was rejected, is not posted', async () => {
    const { id } = await owner.create(receiver.url, ['ORDER_PAID'])
    const off = await owner.create(receiver.url, ['ORDER_PLACED'], { isActive: false })
    const order = await scenario.placeOrderWithCard()
    expect((await scenario.certify(order, { authorizationNumber: 'too long' })).userErrors).toHaveLength(1)
    await scenario.certify(order, { authorizationNumber: 'A1B2C3' })
    const [payload] = await receiver.bodies(1)
    expect(payload).toMatchObject({
      event: { type: 'ORDER_PAID' },
      order: { code: order.code, status: 'PAID' },
    })
    expect(await owner.deliveries(id)).toHaveLength(1)
    expect(await owner.deliveries(off.id)).toEqual([])
  })

  test('is posted by the endpoint’s own document, with nothing of the card whatever it asks for', async () => {
    const fieldsOf = (type: string) => {
      const body = new RegExp(`^type ${type} \\{([^}]*)\\}`, 'm').exec(PAYLOAD_SCHEMA)?.[1] ?? ''
      return [...body.matchAll(/^ {2}(\w+): (\w+|\[\w+!\])/gm)].map(
        ([, name = '', of = '']) => [name, of] as const,
      )
    }
    const select = (type: string): string =>
      fieldsOf(type)
        .map(([name, of]) => {
          const inner = select(of.replace(/[[\]!]/g, ''))
          return inner ? `${name} { ${inner} }` : name
        })
        .join(' ')
    await owner.create(receiver.url, ['ORDER_PAID'], { document: `{ ${select('Query')} }` })
    const order = await scenario.placeOrderWithCard()
    await scenario.certify(order, { authorizationNumber: 'A1B2C3' })
    const [payload] = await receiver.bodies(1)
    expect(payload).toMatchObject({
      order: {
        code: order.code,
        billingAddress: { lastName: 'Martin', countryCode: 'FR' },
        lines: [{ quantity: 1, unitPrice: { currency: 'EUR' } }],
        parcels: [],
      },
      parcel: null,
      refund: null,
      withdrawal: null,
      invoice: null,
    })
    const [card] = await queryInShop<{ first_six: string; mark: string }>(
      isolated.api,
      scenario.shop,
      'select first_six, mark from card_payment where id = $1',
      order.paymentId,
    )
    for (const secret of [card?.first_six, card?.mark, order.token, 'A1B2C3', order.paymentId])
      expect(receiver.received[0]?.body).not.toContain(secret)
  })

  test('is posted with the old secret too while a new one begins', async () => {
    const { id, secret } = await owner.create(receiver.url, ['ORDER_PLACED'])
    const rotated = await owner.call('rotate', { id, overlapHours: 1 })
    await placeOrder()
    await receiver.bodies(1)
    for (const valid of [secret, rotated.secret ?? '']) verify(valid, receiver.received[0]!)
    await executeInShop(
      isolated.api,
      scenario.shop,
      "update webhook_endpoint set previous_secret_ends_at = now() - interval '1 second' where id = $1",
      id,
    )
    await placeOrder()
    await receiver.bodies(2)
    expect(() => verify(secret, receiver.received[1]!)).toThrow('No matching signature')
    verify(rotated.secret ?? '', receiver.received[1]!)
  })

  test('is posted to each endpoint that wants it', async () => {
    await owner.create(`${receiver.url}/a`, ['ORDER_PLACED'])
    await owner.create(`${receiver.url}/b`, ['ORDER_PLACED'])
    await placeOrder()
    await receiver.bodies(2)
    expect(receiver.received.map(({ path }) => path).sort()).toEqual(['/hooks/a', '/hooks/b'])
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  })
})

describe('a member', () => {
  test('sends a test, which belongs to no order', async () => {
    const { id, secret } = await owner.create(receiver.url, ['ORDER_PAID'], {
      document: '{ event { id type } order { code } }',
    })
    const { delivery } = await owner.call('test', { id })
    expect(delivery).toMatchObject({ eventType: 'TEST', orderCode: null })
    expect(await receiver.bodies(1)).toEqual([{ event: { id: delivery?.id, type: 'TEST' }, order: null }])
    verify(secret, receiver.received[0]!)
    await owner.call('change', {
      id,
      input: { url: receiver.url, eventTypes: ['ORDER_PAID'], isActive: false },
    })
    expect((await owner.call('test', { id })).userErrors).toMatchObject([{ code: 'WEBHOOK_IS_OFF' }])
  })

  test('repeats a delivery under the same id, with the order as it is then', async () => {
    const { id } = await owner.create(receiver.url, ['ORDER_PLACED'])
    const order = await scenario.placeOrderWithCard()
    await receiver.bodies(1)
    await expect.poll(async () => (await owner.deliveries(id))[0]?.status).toBe('DELIVERED')
    const [first] = await owner.deliveries(id)
    const { delivery } = await owner.call('repeat', { id: first?.id })
    expect(delivery).toMatchObject({ messageId: first?.messageId, orderCode: order.code })
    const [, again] = await receiver.bodies(2)
    expect(again).toMatchObject({
      event: { id: first?.messageId },
      order: { status: 'AWAITING_CERTIFICATION' },
    })
    expect(await owner.auditSubjects('repeatDelivery')).toEqual([
      expect.stringMatching(/^127\.0\.0\.1:\d+, ORDER_PLACED$/) as string,
    ])
  })

  test('replays the events of a period, in order, and those alone that the endpoint is told of', async () => {
    const from = new Date()
    const orders = [await scenario.placeOrderWithCard(), await scenario.placeOrderWithCard()]
    for (const order of orders) await scenario.certify(order, { authorizationNumber: 'A1B2C3' })
    const to = new Date(Date.now() + 1_000)
    const { id } = await owner.create(receiver.url, ['ORDER_PLACED', 'ORDER_PAID'])
    const replay = (period: { from: Date; to: Date }) => owner.call('replay', { id, ...period })
    expect((await replay({ from, to })).count).toBe(4)
    const bodies = await receiver.bodies<{ event: { type: string }; order: { code: string } }>(4)
    for (const { code } of orders)
      expect(bodies.filter(({ order }) => order.code === code).map(({ event }) => event.type)).toEqual([
        'ORDER_PLACED',
        'ORDER_PAID',
      ])
    const past = new Date(Date.now() - 31 * 86_400_000)
    for (const period of [
      { from: to, to: from },
      { from: past, to },
    ])
      expect((await replay(period)).userErrors).toMatchObject([{ code: 'WEBHOOK_PERIOD_INVALID' }])
  })
})
