import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Agent, getGlobalDispatcher, setGlobalDispatcher } from 'undici'
import { textOf } from '../../graphql/documents.ts'
import { createCardDeck } from '../../traffic/cards.ts'
import { findMember, findShop } from '../../traffic/find-shop.ts'
import { READ_ORDER, REVEAL_CARD, SIGN_IN, signIn } from '../../traffic/merchant.ts'
import { placeSampleOrder } from '../../traffic/place-sample-order.ts'
import { randomFrom } from '../../traffic/random.ts'
import { ADD_TO_CART, createVisitor } from '../../traffic/visitor.ts'
import type { BuyerFlood, Flood } from '../flood-source.ts'
import { forkProgram } from '../fork-program.ts'
import { graphqlRequest } from '../journeys.ts'
import { waitForQuiet } from '../machine.ts'
import { withConnections, type LoadRequest, type Send } from '../measure-rate.ts'
import { withProduct, type MeasuredProduct } from '../product.ts'
import { firstPage } from '../read-catalog.ts'
import { formatNumber, missedTarget, type Report } from '../report.ts'
import { percentile, timeOf } from '../times.ts'

const MEASURED_MS = 10_000
const [FLOODED, SPARED] = ['atelier-lumen', 'northfold']
const ATTACKER = '127.0.9.1'
/** Like a proxy, this address is not limited. */
const UNLIMITED = '127.0.0.1'
const SHARE = 0.95
/** Another shop's requests may take this many times longer during a flood, or the milliseconds of the action, whichever is longer. */
const TARGET_TIMES = 3
const TARGET_MS = 25
const BUYER_FLOODS: BuyerFlood[] = ['list', 'large list', 'search', 'cart', 'checkout']

/**
 * What a flood on one shop does to another: the other shop’s times, first without load, then during each flood on 24
 * connections. Abuse comes from one address. Floods of ordinary requests come from an address that is not limited, as
 * through a proxy.
 */
export async function measureFloods(report: Report): Promise<void> {
  // Floods come from other loopback addresses, which only Linux has without further configuration.
  if (process.platform !== 'linux') return
  await withProduct((product) => measureAll(product, report))
}

async function measureAll(product: MeasuredProduct, report: Report): Promise<void> {
  const { api } = product.run
  // So that no checkout of the measurement is refused for want of stock.
  await product.inShop(SPARED, () => product.owner.query('update stock set on_hand = reserved + 1000000'))
  const actions = await prepareActions(product)
  const floods = await prepareAbuse(product)
  const shopKey = await product.seedShop('flooded', 1_000)
  for (const kind of BUYER_FLOODS)
    floods[`its own buyers: ${kind}`] = {
      url: api,
      localAddress: UNLIMITED,
      request: { shopKey, kind },
    }
  await waitForQuiet()
  // The first requests of a process are slower than all later ones.
  await measureTimes(api, actions)
  const withoutLoad = await measureTimes(api, actions)
  const names = Object.keys(actions)
  const lines = [
    `| flood | ${names.join(' | ')} |`,
    `| --- | ${names.map(() => '---').join(' | ')} |`,
    `| none | ${names.map((name) => formatNumber(withoutLoad[name] ?? NaN)).join(' | ')} |`,
  ]
  for (const [name, flood] of Object.entries(floods)) {
    const source = await forkProgram(join(import.meta.dirname, '../flood-source.ts'), { message: flood })
    const times = await measureTimes(api, actions).finally(() => source.stop())
    const cells = Object.entries(actions).map(([action, { targetMs = TARGET_MS }]) => {
      const [ms, before] = [times[action] ?? NaN, withoutLoad[action] ?? NaN]
      const below = Math.max(TARGET_TIMES * before, targetMs)
      const missed = missedTarget({ value: ms, unit: 'ms', target: { below } })
      const text = `${formatNumber(ms)} (${(ms / before).toFixed(1)})`
      if (missed) report.addProblem(`flood (${name}): ${action} took ${formatNumber(ms)} ms, ${missed}`)
      return missed ? `**${text}**` : text
    })
    lines.push(`| ${name} | ${cells.join(' | ')} |`)
    await pause(2_000)
  }
  report.addTable('Another shop during a flood on 24 connections: p95 in ms (times slower)', lines)
}

/** What the spared shop's buyers and members do meanwhile. */
type Actions = Record<string, Action>

interface Action {
  /** @throws when it is refused */
  act(send: Send): Promise<unknown>
  /** Done in every fifth round only: it takes long, or is limited. */
  isRare?: true
  targetMs?: number
}

async function prepareActions({ run }: MeasuredProduct): Promise<Actions> {
  const shop = findShop(run, SPARED)
  const member = findMember(run, SPARED, false)
  const visitor = createVisitor(run.api, shop.key)
  const variants = await visitor.variants()
  const order = await placeSampleOrder(visitor, randomFrom(1))
  const merchant = await signIn(run.api, SPARED, member)
  const deck = createCardDeck(randomFrom(2))
  const merchantRequest: LoadRequest = {
    path: '/merchant/graphql',
    headers: { authorization: `Bearer ${merchant.token}`, 'x-shop': SPARED },
    body: JSON.stringify({ query: textOf(READ_ORDER), variables: { code: order.code } }),
    isRight: (text) => text.includes(`"code":"${order.code}"`),
  }
  const addToCart = graphqlRequest(
    { 'x-shop-key': shop.key },
    ADD_TO_CART,
    { variantId: variants[0]?.id ?? '', quantity: 1 },
    (text) => text.includes('"totalQuantity":1'),
  )
  return {
    list: { act: (send) => send(firstPage(shop.key)) },
    'add to cart': { act: (send) => send(addToCart) },
    'order page': { act: (send) => send(merchantRequest) },
    'sign-in': { act: () => signIn(run.api, SPARED, member), isRare: true },
    checkout: {
      async act() {
        const buyer = createVisitor(run.api, shop.key)
        const placed = await placeSampleOrder(buyer, randomFrom(Date.now()))
        const { userErrors } = await buyer.payByCard(placed, deck.next())
        if (userErrors.length > 0) throw new Error(`payByCard was refused: ${userErrors[0]?.code}`)
      },
      isRare: true,
      targetMs: 150,
    },
  }
}

/** Floods of requests that are refused. */
async function prepareAbuse({ run }: MeasuredProduct): Promise<Record<string, Flood>> {
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

let measurements = 0

/** The 95th percentile of each action's time in milliseconds; the actions run one after the other, for ten seconds in all. */
async function measureTimes(api: string, actions: Actions): Promise<Record<string, number>> {
  // Each measurement from an address of its own, because card attempts from one address are limited.
  const localAddress = `127.0.8.${++measurements}`
  // Sign-ins and checkouts use `fetch`.
  const dispatcher = getGlobalDispatcher()
  const agent = new Agent({ localAddress })
  setGlobalDispatcher(agent)
  try {
    return await withConnections(api, (send) => repeatActions(send, actions), localAddress)
  } finally {
    setGlobalDispatcher(dispatcher)
    await agent.close()
  }
}

async function repeatActions(send: Send, actions: Actions): Promise<Record<string, number>> {
  const times = new Map(Object.keys(actions).map((name) => [name, [] as number[]]))
  const until = performance.now() + MEASURED_MS
  for (let round = 0; round === 0 || performance.now() < until; round++) {
    for (const [name, { act, isRare }] of Object.entries(actions)) {
      if (isRare && round % 5 !== 0) continue
      const [ms] = await timeOf(() => act(send))
      times.get(name)?.push(ms)
    }
    // Slower than the limit of requests per address.
    await pause(35)
  }
  return Object.fromEntries([...times].map(([name, all]) => [name, percentile(all, SHARE)]))
}
