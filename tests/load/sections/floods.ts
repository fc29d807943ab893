import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { Agent, getGlobalDispatcher, setGlobalDispatcher } from 'undici'
import type { Product } from '../../../infra/local/product/start-product.ts'
import { inShop } from '../../../services/api/seed/in-shop.ts'
import { textOf } from '../../graphql/documents.ts'
import { createCardDeck } from '../../traffic/cards.ts'
import { findMember, findShop } from '../../traffic/find-shop.ts'
import { READ_ORDER, REVEAL_CARD, SIGN_IN, signIn } from '../../traffic/merchant.ts'
import { placeSampleOrder } from '../../traffic/place-sample-order.ts'
import { randomFrom } from '../../traffic/random.ts'
import { ADD_TO_CART, createVisitor } from '../../traffic/visitor.ts'
import { LIST } from '../catalog-queries.ts'
import { percentile } from '../compare-rates.ts'
import type { Flood } from '../flood-source.ts'
import { graphqlRequest } from '../journeys.ts'
import { waitForQuiet } from '../machine.ts'
import { withConnections, type LoadRequest, type Send } from '../measure-rate.ts'
import { seedShop, withProduct } from '../measured-product.ts'
import { number, type Report } from '../report.ts'
import type { ShopFlood } from '../shop-flood-source.ts'

const MEASURED_MS = 10_000
const [FLOODED, SPARED] = ['atelier-lumen', 'northfold']
const ATTACKER = '127.0.9.1'
const SHARE = 0.95
/** Another shop's requests may take this many times longer during a flood, or this many milliseconds, whichever is longer. */
const AIM = { times: 3, ms: 25, checkoutMs: 150 }
const SHOP_FLOODS: ShopFlood['kind'][] = ['list', 'large list', 'search', 'cart', 'checkout']

/**
 * What a flood on one shop does to another: the other shop’s times, first in quiet, then during each flood on 24
 * connections. Abuse comes from one address. Floods of ordinary requests come from an address that is not limited, as
 * through a proxy.
 */
export async function measureFloods(report: Report): Promise<void> {
  // Floods come from other loopback addresses, which only Linux has without further configuration.
  if (process.platform !== 'linux') return
  await withProduct(async (product) => {
    const dispatcher = getGlobalDispatcher()
    try {
      await measureAll(product, report)
    } finally {
      setGlobalDispatcher(dispatcher)
    }
  })
}

async function measureAll(product: Product, report: Report): Promise<void> {
  const { api } = product.run
  await fillStock(product.databaseOwnerUrl, SPARED)
  const actions = await prepareActions(product)
  const abuse = await prepareAbuse(product)
  const shopKey = await seedShop(product, 'flooded', 1_000)
  const floods: [name: string, start: () => Promise<{ kill: () => void }>][] = [
    ...Object.entries(abuse).map(([name, flood]): (typeof floods)[number] => [
      name,
      () => startFlood('flood-source.ts', flood),
    ]),
    ...SHOP_FLOODS.map((kind): (typeof floods)[number] => [
      `its own buyers: ${kind}`,
      () => startFlood('shop-flood-source.ts', { api, shopKey, kind } satisfies ShopFlood),
    ]),
  ]
  await waitForQuiet()
  // The first requests of a process are slower than all later ones.
  await measureTimes(api, actions)
  const quiet = await measureTimes(api, actions)
  const names = Object.keys(actions)
  const lines = [
    `| flood | ${names.join(' | ')} |`,
    `| --- | ${names.map(() => '---').join(' | ')} |`,
    `| none | ${names.map((name) => number(quiet[name] ?? NaN)).join(' | ')} |`,
  ]
  for (const [name, start] of floods) {
    const source = await start()
    const times = await measureTimes(api, actions).finally(() => source.kill())
    const cells = names.map((action) => describe(action, times[action] ?? NaN, quiet[action] ?? NaN))
    lines.push(`| ${name} | ${cells.map(({ text }) => text).join(' | ')} |`)
    for (const { problem } of cells) if (problem) report.addProblem(`flood (${name}): ${problem}`)
    await pause(2_000)
  }
  report.addTable('Another shop during a flood on 24 connections: p95 in ms (times slower)', lines)
}

/** So that no checkout of the measurement is refused for want of stock. */
async function fillStock(ownerUrl: string, slug: string): Promise<void> {
  const owner = new Client({ connectionString: ownerUrl })
  await owner.connect()
  const { rows } = await owner.query<{ id: string }>('select id from shop where slug = $1', [slug])
  await inShop(owner, rows[0]?.id ?? '', () => owner.query('update stock set available = 1000000'))
  await owner.end()
}

function describe(action: string, ms: number, quiet: number): { text: string; problem?: string } {
  const allowed = Math.max(AIM.times * quiet, action === 'checkout' ? AIM.checkoutMs : AIM.ms)
  const text = `${number(ms)} (${(ms / quiet).toFixed(1)})`
  return ms <= allowed
    ? { text }
    : { text: `**${text}**`, problem: `${action} took ${number(ms)} ms, more than ${number(allowed)}` }
}

/** What the spared shop's buyers and members do meanwhile. @throws when one of these is refused */
type Actions = Record<string, (send: Send) => Promise<unknown>>

async function prepareActions({ run }: Product): Promise<Actions> {
  const shop = findShop(run, SPARED)
  const member = findMember(run, SPARED, false)
  const visitor = createVisitor(run.api, shop.key)
  const variants = await visitor.variants()
  const order = await placeSampleOrder(visitor, randomFrom(1))
  const merchant = await signIn(run.api, SPARED, member)
  const buyer = { 'x-shop-key': shop.key }
  const deck = createCardDeck(randomFrom(2))
  const merchantRequest: LoadRequest = {
    path: '/merchant/graphql',
    headers: { authorization: `Bearer ${merchant.token}`, 'x-shop': SPARED },
    body: JSON.stringify({ query: textOf(READ_ORDER), variables: { code: order.code } }),
    isRight: (text) => text.includes(`"code":"${order.code}"`),
  }
  return {
    list: (send) => send(graphqlRequest(buyer, LIST, { after: null }, (text) => text.includes('"nodes":[{'))),
    'add to cart': (send) =>
      send(
        graphqlRequest(buyer, ADD_TO_CART, { variantId: variants[0]?.id ?? '', quantity: 1 }, (text) =>
          text.includes('"totalQuantity":1'),
        ),
      ),
    'order page': (send) => send(merchantRequest),
    'sign-in': () => signIn(run.api, SPARED, member),
    checkout: async () => {
      const buyer = createVisitor(run.api, shop.key)
      const placed = await placeSampleOrder(buyer, randomFrom(Date.now()))
      const { userErrors } = await buyer.payByCard(placed, deck.next())
      if (userErrors.length > 0) throw new Error(`payByCard was refused: ${userErrors[0]?.code}`)
    },
  }
}

/** Floods of requests that are refused. */
async function prepareAbuse({ run }: Product): Promise<Record<string, Flood>> {
  const shop = findShop(run, FLOODED)
  const member = findMember(run, FLOODED, false)
  const visitor = createVisitor(run.api, shop.key)
  const order = await placeSampleOrder(visitor, randomFrom(3))
  await visitor.payByCard(order, createCardDeck(randomFrom(4)).next())
  const merchant = await signIn(run.api, FLOODED, member)
  const payment = (await merchant.order(order.code))?.cardPayments[0]?.id ?? ''
  const json = { 'content-type': 'application/json' }
  const flood = (path: string, headers: Record<string, string>, bodies: string[]): Flood => ({
    url: run.api,
    localAddress: ATTACKER,
    request: { path, headers: { ...json, ...headers }, bodies },
  })
  const buyer = { 'x-shop-key': shop.key }
  const asMember = { authorization: `Bearer ${merchant.token}`, 'x-shop': FLOODED }
  const document = (query: string, variables: object = {}) => JSON.stringify({ query, variables })
  const wrongSignIns = Array.from({ length: 200 }, () =>
    document(textOf(SIGN_IN), { email: `${randomUUID()}@members.example`, password: 'wrong password' }),
  )
  return {
    'refused documents of 90 kB': flood('/graphql', buyer, [
      document(`{ ${'shop { name } '.repeat(6_000)} }`),
    ]),
    'half-sent requests': {
      url: run.api,
      localAddress: ATTACKER,
      request: {
        half: `POST /graphql HTTP/1.1\r\nhost: x\r\nx-shop-key: ${shop.key}\r\ncontent-length: 9\r\n\r\n{`,
      },
    },
    'wrong sign-ins': flood('/merchant/graphql', {}, wrongSignIns),
    'reveals beyond the limit': flood('/merchant/graphql', asMember, [
      document(textOf(REVEAL_CARD), { orderCode: order.code, paymentId: payment }),
    ]),
    'forged notifications': flood(
      `/bank/lyra/notify/${FLOODED}`,
      { 'content-type': 'application/x-www-form-urlencoded' },
      ['vads_trans_status=AUTHORISED&vads_ctx_mode=PRODUCTION&vads_order_id=X&signature=AAAA'],
    ),
  }
}

/** Starts a program of this folder that floods until it is killed. */
async function startFlood(file: string, flood: Flood | ShopFlood): Promise<{ kill: () => void }> {
  const child = fork(join(import.meta.dirname, '..', file), [], { execArgv: [] })
  child.send(flood)
  await new Promise((resolve) => child.once('message', resolve))
  return { kill: () => child.kill() }
}

let measurements = 0

/** The 95th percentile of each action's time in milliseconds; the actions run one after the other, for ten seconds in all. */
function measureTimes(api: string, actions: Actions): Promise<Record<string, number>> {
  // Each measurement from an address of its own, because card attempts from one address are limited.
  const localAddress = `127.0.8.${++measurements}`
  // Sign-ins and checkouts use `fetch`.
  setGlobalDispatcher(new Agent({ localAddress }))
  return withConnections(
    api,
    async (send) => {
      const times = Object.fromEntries(Object.keys(actions).map((name) => [name, [] as number[]]))
      const until = performance.now() + MEASURED_MS
      do {
        for (const [name, act] of Object.entries(actions)) {
          const rare = ['sign-in', 'checkout'].includes(name)
          if (rare && (times[name]?.length ?? 0) > times['list']!.length / 5) continue
          const began = performance.now()
          await act(send)
          times[name]?.push(performance.now() - began)
        }
        // Slower than the limit of requests per address.
        await pause(35)
      } while (performance.now() < until)
      return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, percentile(all, SHARE)]))
    },
    localAddress,
  )
}
