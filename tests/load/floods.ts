/**
 * Measures what a flood that targets one shop does to another: the median time of the other shop's list, additions to the cart
 * and order page, first in quiet, then during each flood, and whether its members still sign in and its buyers still
 * check out. Flood and shop come from different addresses of this machine.
 */
import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Agent, setGlobalDispatcher } from 'undici'
import { freePorts, randomPortBase } from '../../infra/local/product/ports.ts'
import { startProduct } from '../../infra/local/product/start-product.ts'
import { removeData } from '../../infra/local/stores/postgres.ts'
import { textOf } from '../graphql/documents.ts'
import { createCardDeck } from '../traffic/cards.ts'
import { findMember, findShop } from '../traffic/find-shop.ts'
import { READ_ORDER, REVEAL_CARD, SIGN_IN, signIn } from '../traffic/merchant.ts'
import { placeSampleOrder } from '../traffic/place-sample-order.ts'
import { randomFrom } from '../traffic/random.ts'
import { ADD_TO_CART, createVisitor } from '../traffic/visitor.ts'
import { LIST } from './catalog-queries.ts'
import type { Flood } from './flood-source.ts'
import { graphqlRequest } from './journeys.ts'
import { withConnections, type LoadRequest, type Send } from './measure-rate.ts'

const MEASURED_MS = 6_000
const [FLOODED, SPARED] = ['atelier-lumen', 'northfold']
const [ATTACKER, CLIENT] = ['127.0.9.1', '127.0.8.1']
// Sign-ins and checkouts use `fetch`.
setGlobalDispatcher(new Agent({ localAddress: CLIENT }))
const say = (line: string) => void process.stdout.write(`${line}\n`)
const data = mkdtempSync(join(tmpdir(), 'triclic-floods-'))
const [portBase = 0] = await freePorts(1, randomPortBase())
const product = await startProduct({ data, portBase, servers: ['api', 'worker'] })
const { run } = product
try {
  await measureAll()
} finally {
  await product.stop()
  removeData(data)
}

async function measureAll(): Promise<void> {
  const actions = await prepareActions()
  const floods = await prepareFloods()
  // The first requests of a process are slower than all later ones.
  await measureMedians(actions)
  const quiet = await measureMedians(actions)
  say(
    `${'median in ms (times slower)'.padEnd(32)}${Object.keys(actions)
      .map((name) => name.padStart(22))
      .join('')}`,
  )
  say(
    `${'quiet'.padEnd(32)}${Object.values(quiet)
      .map((ms) => ms.toFixed(1).padStart(22))
      .join('')}`,
  )
  for (const [name, flood] of Object.entries(floods)) {
    const source = await startFlood(flood)
    const medians = await measureMedians(actions).finally(() => source.kill())
    const cells = Object.entries(medians).map(([action, ms]) =>
      `${ms.toFixed(1)} (${(ms / (quiet[action] ?? 1)).toFixed(1)}x)`.padStart(22),
    )
    say(`${name.padEnd(32)}${cells.join('')}`)
    await pause(2_000)
  }
}

/** What the spared shop's buyers and members do meanwhile. @throws when one of these is refused */
type Actions = Record<string, (send: Send) => Promise<unknown>>

async function prepareActions(): Promise<Actions> {
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

async function prepareFloods(): Promise<Record<string, Flood>> {
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

async function startFlood(flood: Flood): Promise<{ kill: () => void }> {
  const child = fork(join(import.meta.dirname, 'flood-source.ts'), [], { execArgv: [] })
  child.send(flood)
  await new Promise((resolve) => child.once('message', resolve))
  return { kill: () => child.kill() }
}

/** The median time in milliseconds of each action, one after the other, for six seconds in all. */
function measureMedians(actions: Actions): Promise<Record<string, number>> {
  return withConnections(
    run.api,
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
        await pause(20)
      } while (performance.now() < until)
      return Object.fromEntries(
        Object.entries(times).map(([name, all]) => [name, all.sort((a, b) => a - b)[all.length >> 1] ?? NaN]),
      )
    },
    CLIENT,
  )
}
