import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BankTestBench, type StartedPayment } from '../../../../test/bank/bank-test-bench.ts'
import { headersOf, merchant } from '../../../../test/member.ts'
import { queryInShop } from '../../../../test/sql.ts'
import { protocolNames } from '../protocols/protocols.ts'

let bench: BankTestBench
beforeAll(async () => {
  bench = await BankTestBench.start()
})
afterAll(() => bench?.stop())

const LIST = `{ refusedNotifications(first: 50) { totalCount nodes { reason omittedCount fields { name value } } } }`

interface Refused {
  reason: string
  omittedCount: number
  fields: { name: string; value: string }[]
}

async function listRefused({ contract: { shop } }: StartedPayment): Promise<Refused[]> {
  const { data } = await merchant<{ refusedNotifications: { nodes: Refused[] } }>(
    bench.api,
    LIST,
    {},
    await headersOf(bench.api, shop, 'OWNER'),
  )
  return data.refusedNotifications.nodes
}
const countOf = (refused: Refused[]) => refused.reduce((sum, { omittedCount }) => sum + 1 + omittedCount, 0)

/** Forgeries that fail different checks, with references that nobody gave out. */
const forgeriesFor = (siteId: string) => [
  () => `vads_site_id=${siteId}&vads_hash=x&vads_order_id=${randomBytes(8).toString('hex')}&signature=x`,
  () => `vads_site_id=99999999&vads_hash=x&vads_order_id=${randomBytes(8).toString('hex')}&signature=x`,
  () => 'nothing=known',
  () => 'vads_site_id=1&vads_site_id=2',
]

/** Sends forgeries on 24 connections until it is stopped, and counts them. */
async function startFlood(payment: StartedPayment) {
  const [account] = await queryInShop<{ identity: string }>(
    bench.api,
    payment.contract.shop,
    'select identity from gateway_account where shop_id = $1',
    payment.contract.shop.id,
  )
  const forgeries = forgeriesFor(account?.identity ?? '')
  let isStopped = false
  let sent = 0
  const statuses = new Set<number>()
  const connections = Array.from({ length: 24 }, async () => {
    while (!isStopped) {
      const forgery = forgeries[sent % forgeries.length]?.() ?? ''
      sent++
      statuses.add((await bench.send(payment, 'POST', forgery)).status)
    }
  })
  return {
    waitFor: (count: number) => expect.poll(() => sent, { timeout: 60_000 }).toBeGreaterThan(count),
    async stop() {
      isStopped = true
      await Promise.all(connections)
      return { sent, statuses: [...statuses] }
    },
  }
}

test('a flood of forgeries hides no wrong key, delays no payment and leaves a bounded list', async () => {
  const payment = await bench.startPayment('lyra')
  const other = await bench.startPayment('lyra')
  const flood = await startFlood(payment)
  await flood.waitFor(300)
  const [signedWithOtherKey] = await bench.notify(other, { tamper: 'forged' })
  expect(signedWithOtherKey).toMatchObject({ accepted: false })
  await flood.waitFor(600)
  const [genuine] = await bench.notify(payment)
  expect(genuine).toMatchObject({ accepted: true })
  await bench.expectPaidOnce(payment)
  await flood.waitFor(900)
  const { sent, statuses } = await flood.stop()

  expect(statuses).toEqual([400])
  const refused = await listRefused(payment)
  expect(countOf(refused)).toBe(sent + 1)
  expect(refused.length).toBeLessThan(50)
  expect(Math.max(...refused.map(({ omittedCount }) => omittedCount))).toBeGreaterThan(100)
  const [attempt] = await queryInShop<{ reference: string }>(
    bench.api,
    other.contract.shop,
    'select a.reference from payment_attempt a join "order" o on o.id = a.order_id where o.code = $1',
    other.order.code,
  )
  const aboutOther = refused.filter(({ fields }) => fields.some(({ value }) => value === attempt?.reference))
  expect(aboutOther).toMatchObject([{ reason: 'SIGNATURE', omittedCount: 0 }])
}, 120_000)

test.each(protocolNames)('%s: a refusal that names a payment of the shop is kept apart', async (protocol) => {
  const payment = await bench.startPayment(protocol)
  await bench.send(payment, protocol === 'paybox' ? 'GET' : 'POST', 'nothing=known')
  await bench.notify(payment, { tamper: 'forged' })
  const rows = await queryInShop<{ named: string }>(
    bench.api,
    payment.contract.shop,
    `select o.code as named from bank_notification_refused r join payment_attempt a on a.reference = r.reference
     join "order" o on o.id = a.order_id where r.protocol = $1 and r.shop_id = $2 and o.code = $3`,
    protocol,
    payment.contract.shop.id,
    payment.order.code,
  )
  expect(rows).toEqual([{ named: payment.order.code }])
})

test('of one kind and hour, the first five and the latest one are listed', async () => {
  const payment = await bench.startPayment('sips')
  // All nine must arrive in one hour.
  const untilNextHour = 3_600_000 - (Date.now() % 3_600_000)
  if (untilNextHour < 10_000) await pause(untilNextHour)
  const before = await listRefused(payment)
  for (let number = 1; number <= 9; number++)
    await bench.send(payment, 'POST', `Data=${encodeURIComponent(`number=${number}`)}&Encode=hex&Seal=x`)
  const added = (await listRefused(payment)).filter((row) => row.reason === 'UNREADABLE')
  expect(countOf(added) - countOf(before.filter((row) => row.reason === 'UNREADABLE'))).toBe(9)
  const rows = await queryInShop<{ data: string; latest: boolean; omitted: number }>(
    bench.api,
    payment.contract.shop,
    `select fields -> 0 ->> 1 as data, is_latest as latest, omitted from bank_notification_refused
     where shop_id = $1 and reason = 'encoding' order by received_at`,
    payment.contract.shop.id,
  )
  expect(rows).toEqual([
    ...[1, 2, 3, 4, 5].map((number) => ({ data: `number=${number}`, latest: false, omitted: 0 })),
    { data: 'number=9', latest: true, omitted: 3 },
  ])
})
