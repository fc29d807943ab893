import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { placeTestOrder, type PlacedOrder } from '../../test/bank/bank.ts'
import { captureLog } from '../../test/capture-log.ts'
import { createCertificationScenario, type CertificationScenario } from '../../test/certification.ts'
import { connectAsWorker, processPendingEvents, timelineOf } from '../../test/events.ts'
import { createMember, membershipHeaders, merchant } from '../../test/member.ts'
import { createShop } from '../../test/shop.ts'
import { countStatements } from '../../test/count-statements.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'
import type { Process } from '../app/context.ts'
import { writeMails } from '../mail/write-mail.ts'
import { processEvents } from './process-events.ts'
import type { Subscriber } from './subscriber.ts'

let api: TestApi
let scenario: CertificationScenario
let worker: Process
beforeAll(async () => {
  api = await startTestApi()
  scenario = await createCertificationScenario(api)
  worker = await connectAsWorker(api)
}, 60_000)
afterAll(() => api.stop())

interface EventRow {
  stream_id: string
  sequence: number
  type: string
  actor: string
  member_id: string | null
  data: Record<string, unknown>
  processed_at: Date | null
}
const eventsOf = ({ code }: { code: string }, shop = scenario.shop) =>
  queryInShop<EventRow>(
    api,
    shop,
    `select e.* from domain_event e join "order" o on o.id = e.order_id where o.code = $1 order by e.sequence`,
    code,
  )
const mailsOf = async ({ code }: PlacedOrder): Promise<string[]> =>
  (
    await queryInShop<{ kind: string }>(
      api,
      scenario.shop,
      `select m.kind from mail m join "order" o on o.id = m.order_id
       where o.code = $1 and m.kind <> 'CARD_FRAGMENT' order by m.id`,
      code,
    )
  ).map(({ kind }) => kind)
const process = async (order: PlacedOrder, subscribers: readonly Subscriber[]) => {
  const [first] = await eventsOf(order)
  const job = { shopId: scenario.shop.id, streamId: first?.stream_id ?? '' }
  return processEvents({ ...worker, subscribers }, job)
}

describe('the events of an order', () => {
  test('are numbered without gaps, also when requests come at the same time', async () => {
    const order = await scenario.placeOrderWithCard()
    await Promise.all(Array.from({ length: 12 }, () => scenario.reveal(order)))
    const events = await eventsOf(order)
    expect(events.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 14 }, (_, index) => index + 1),
    )
    expect(events.slice(0, 2).map(({ type }) => type)).toEqual(['order.placed', 'card.received'])
    expect(new Set(events.slice(2).map(({ type }) => type))).toEqual(new Set(['card.kept_digits_revealed']))
  })

  test('name a member by id, and hold ids, codes and amounts only', async () => {
    const approved = await scenario.placeOrderWithCard()
    await scenario.reveal(approved)
    await scenario.certify(approved, {
      authorizationNumber: 'A1B2C3',
      amount: 1,
      acceptedAmount: 1,
      note: 'Mme Camille',
    })
    const requested = await scenario.placeOrderWithCard()
    await scenario.requestCard(requested)
    const events = [...(await eventsOf(approved)), ...(await eventsOf(requested))]
    const values = events.flatMap(({ data }) => Object.values(data))
    const isHarmless = (value: unknown) =>
      typeof value === 'number' ||
      typeof value === 'boolean' ||
      /^([0-9a-f]{8}-[0-9a-f-]{27}|[A-Z][A-Z0-9_]*)$/.test(String(value))
    expect(values.filter((value) => !isHarmless(value))).toEqual([])
    expect(
      events.filter(({ actor }) => actor === 'member').every(({ member_id }) => member_id !== null),
    ).toBe(true)
    expect(events.map(({ type }) => type)).toEqual([
      'order.placed',
      'card.received',
      'card.kept_digits_revealed',
      'card.approved',
      'order.placed',
      'card.received',
      'card.requested',
    ])
  })

  test('are not written by an operation that is rejected', async () => {
    const order = await scenario.placeOrderWithCard()
    expect((await scenario.certify(order, { authorizationNumber: 'too long' })).userErrors).toHaveLength(1)
    expect((await eventsOf(order)).map(({ type }) => type)).toEqual(['order.placed', 'card.received'])
  })

  test('reach all subscribers in 3 round trips to PostgreSQL', async () => {
    const order = await placeTestOrder(api, scenario.shop)
    const { roundTrips, transactions } = await countStatements(
      () => process(order, worker.subscribers),
      'triclic_worker',
    )
    expect({ roundTrips, transactions }).toEqual({ roundTrips: 3, transactions: 1 })
    expect(await mailsOf(order)).toEqual(['ORDER_CONFIRMATION'])
  })

  test('are processed at once if no subscriber handles their type', async () => {
    const order = await scenario.placeOrderWithCard()
    const pending = (await eventsOf(order)).filter(({ processed_at }) => processed_at === null)
    expect(pending.map(({ type }) => type)).toEqual(['order.placed'])
  })
})

describe('a subscriber', () => {
  /** Records the types of events that it receives, and fails while `isBroken`, after it has written a mail. */
  function createRecorder() {
    const recorder = {
      name: `recorder-${v7()}`,
      isBroken: false,
      received: [] as string[],
      handles: () => true,
      async apply(...[tx, event]: Parameters<Subscriber['apply']>) {
        await writeMails(tx, [
          { orderId: event.orderId, kind: 'PAYMENT_REMINDER', recipient: 'a@buyers.test' },
        ])
        if (recorder.isBroken) throw new Error('The subscriber is broken on purpose.')
        recorder.received.push(event.type)
      },
    }
    return recorder
  }

  test('changes the database exactly once, however often and however many process the event at the same time', async () => {
    const order = await placeTestOrder(api, scenario.shop)
    await Promise.all(Array.from({ length: 8 }, () => process(order, worker.subscribers)))
    await process(order, worker.subscribers)
    expect(await mailsOf(order)).toEqual(['ORDER_CONFIRMATION'])
    expect((await eventsOf(order)).every(({ processed_at }) => processed_at !== null)).toBe(true)
  })

  test('keeps its position when it fails, its changes are rolled back, and the others go on', async () => {
    const order = await scenario.placeOrderWithCard()
    const recorder = createRecorder()
    recorder.isBroken = true
    const subscribers = [recorder, ...worker.subscribers]
    const { text } = await captureLog(async () => {
      await expect(process(order, subscribers)).rejects.toThrow(`Subscribers that failed: ${recorder.name}`)
    })
    expect(text).toContain('"place":"event-subscriber"')
    expect(text).toContain('A subscriber failed to process an event; will retry')
    expect(text).toContain('The subscriber is broken on purpose.')
    expect(await mailsOf(order)).toEqual(['ORDER_CONFIRMATION'])
    expect((await eventsOf(order))[0]?.processed_at).toBeNull()

    await scenario.certify(order, { authorizationNumber: 'A1B2C3' })
    recorder.isBroken = false
    await process(order, subscribers)
    expect(recorder.received).toEqual(['order.placed', 'card.approved'])
    expect((await mailsOf(order)).filter((kind) => kind !== 'PAYMENT_REMINDER')).toEqual([
      'ORDER_CONFIRMATION',
      'PAYMENT_CONFIRMATION',
    ])
    expect((await eventsOf(order)).filter(({ processed_at }) => processed_at === null)).toEqual([])
  })

  test('processes no event of another shop', async () => {
    const order = await placeTestOrder(api, scenario.shop)
    const [event] = await eventsOf(order)
    const other = await createShop(api)
    await processEvents(worker, { shopId: other.id, streamId: event?.stream_id ?? '' })
    expect((await eventsOf(order))[0]?.processed_at).toBeNull()
    await processPendingEvents(api, scenario.shop)
    expect((await eventsOf(order))[0]?.processed_at).not.toBeNull()
  })
})

describe('the timeline', () => {
  test('follows from the events, in the language of the reader', async () => {
    const order = await scenario.placeOrderWithCard()
    const member = await createMember(api, [{ shop: scenario.shop, role: 'OWNER' }])
    const headers = await membershipHeaders(api, member, scenario.shop)
    await merchant(
      api,
      'mutation ($code: String!) { cancelOrder(orderCode: $code, reason: "doublon") { userErrors { code } } }',
      { code: order.code },
      headers,
    )
    const messagesIn = async (language: string) => {
      const { data } = await merchant<{ order: { timeline: { kind: string; message: string }[] } }>(
        api,
        'query ($code: String!) { order(code: $code) { timeline { kind message } } }',
        { code: order.code },
        { ...headers, 'accept-language': language },
      )
      return data.order.timeline.map(({ kind, message }) => [kind, message])
    }
    expect(await messagesIn('en')).toEqual([
      ['PLACED', 'Order placed'],
      ['CARD_TAKEN', 'Card received. Its last six digits are being sent by email.'],
      ['CANCELLED', 'Order cancelled: doublon'],
    ])
    expect(await messagesIn('fr')).toContainEqual(['CANCELLED', 'Commande annulée\u00a0: doublon'])
  })

  test('begins with the entries that were written before there were events', async () => {
    const order = await placeTestOrder(api, scenario.shop)
    await executeInShop(
      api,
      scenario.shop,
      `insert into order_event (id, shop_id, order_id, kind, by, message)
       select gen_random_uuid(), shop_id, id, 'PLACED', 'buyer', 'Commande passée autrefois' from "order" where code = $1`,
      order.code,
    )
    expect((await timelineOf(api, scenario.shop, order.code)).map(({ message }) => message)).toEqual([
      'Commande passée autrefois',
      'Commande passée',
    ])
  })
})
