/**
 * Measures how many requests per second the API and a reference server handle in the same run. The same machine also
 * creates the load, so compare the ratios, not the numbers. 1,000 products, 16 connections, every response is checked.
 * Arguments select comparisons by a part of their name: `npm run bench` runs all of them.
 */
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePorts, randomPortBase } from '../../infra/local/product/ports.ts'
import { root } from '../../infra/local/paths.ts'
import { removeData } from '../../infra/local/stores/postgres.ts'
import { startProduct } from '../../infra/local/product/start-product.ts'
import { createCardDeck } from '../traffic/cards.ts'
import { randomFrom } from '../traffic/random.ts'
import { ALL, LIST, PRODUCT, SEARCH } from './catalog-queries.ts'
import type { Product } from './catalog-queries.ts'
import { forkReference } from './fork-reference.ts'
import {
  addToFilledCarts,
  checkOut,
  fillAndReadCart,
  fillAndReadReferenceCart,
  graphqlRequest,
  readData,
  sendInTurn,
} from './journeys.ts'
import { measureRate, withConnections } from './measure-rate.ts'
import type { Journey, LoadRequest } from './measure-rate.ts'

const PRODUCTS = 1_000
/** The better of two measurements counts, so that one disturbance does not decide. */
const MEASUREMENTS = 2
const selected = process.argv.slice(2)
const say = (line: string) => void process.stdout.write(`${line}\n`)
const data = mkdtempSync(join(tmpdir(), 'triclic-load-'))
const [portBase = 0] = await freePorts(1, randomPortBase())
const product = await startProduct({
  data,
  portBase,
  servers: ['api', 'worker'],
})
const { api } = product.run
const stops: (() => unknown)[] = [() => removeData(data), product.stop]
try {
  await measureAll()
} finally {
  for (const stop of stops.reverse()) await stop()
}

async function measureAll(): Promise<void> {
  const pid = product.pids()['api'] ?? 0
  say(`${'api resident memory, idle'.padEnd(40)} ${megabytes(pid)} MB`)
  const key = await seedShop()
  const shop = { 'x-shop-key': key }
  const products = await readAll(shop)

  const reference = await forkReference('catalog-reference.ts', { message: products })
  stops.push(reference.stop)
  await compare('list of 20 products', async () => [
    [api, sendInTurn(await listRequests(api, '/graphql', shop))],
    [reference.url, sendInTurn(await listRequests(reference.url, '/', {}))],
  ])
  const some = products.filter((_, index) => index % 20 === 0)
  const productRequests = (path: string, headers: Record<string, string>) =>
    some.map(({ slug, id }) => ({
      ...graphqlRequest(headers, PRODUCT, { slug }, (text) => text.includes(`"id":"${id}"`)),
      path,
    }))
  await compare('product by slug', async () => [
    [api, sendInTurn(productRequests('/graphql', shop))],
    [reference.url, sendInTurn(productRequests('/', {}))],
  ])
  reference.stop()

  const searches = ['amber bowl', 'granite', 'jug', 'indigo mirror', 'tray 9', 'candle'].map((search) =>
    graphqlRequest(shop, SEARCH, { search }, (text) => text.includes('"nodes":[{')),
  )
  await compare('text search', async () => [[api, sendInTurn(searches)]])

  const carts = await forkReference('cart-reference.ts', { env: { REDIS_URL: product.redisUrl } })
  stops.push(carts.stop)
  await compare('visitors: two adds and a read', async () => [
    [api, fillAndReadCart(key, products)],
    [carts.url, fillAndReadReferenceCart],
  ])
  carts.stop()

  const filled = (lines: number) =>
    addToFilledCarts(api, key, products, { lines, measurements: MEASUREMENTS })
  await compare('adds to a cart of 500 lines, to 1 line', async () => [
    [api, await filled(500)],
    [api, await filled(1)],
  ])

  const deck = createCardDeck(randomFrom(1))
  await compare('checkouts, placed and paid by card', async () => [
    [api, checkOut(key, products, () => deck.next())],
  ])
  say(`${'api resident memory, after the load'.padEnd(40)} ${megabytes(pid)} MB`)
}

type Target = [url: string, journey: Journey]

/** Measures the API and its reference, if there is one, in turn. */
async function compare(
  name: string,
  prepare: () => Promise<[own: Target, reference?: Target]>,
): Promise<void> {
  if (selected.length > 0 && !selected.some((part) => name.includes(part))) return
  const targets = (await prepare()).filter((target) => target !== undefined)
  const rates = targets.map(() => 0)
  for (let round = 0; round < MEASUREMENTS; round++)
    for (const [index, target] of targets.entries())
      rates[index] = Math.max(rates[index] ?? 0, await measureRate(...target))
  const [own = 0, reference] = rates
  const compared =
    reference === undefined
      ? ''
      : `   reference ${perSecond(reference)} /s   ratio ${(own / reference).toFixed(2)}`
  say(`${name.padEnd(40)} ${perSecond(own)} /s${compared}`)
}

function perSecond(rate: number): string {
  return rate.toFixed(0).padStart(7)
}

/** Resident memory of a process, which only Linux reports. */
function megabytes(pid: number): string {
  try {
    const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return (Number(kilobytes) / 1024).toFixed(0).padStart(7)
  } catch {
    return '      ?'
  }
}

async function seedShop(): Promise<string> {
  const script = join(root, 'services/api/dist/seed/seed.js')
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [script, '--shop', 'measured', '--products', String(PRODUCTS)],
    { env: product.seedEnv },
  )
  const { key } = JSON.parse(stdout) as { key: string }
  return key
}

async function readAll(headers: Record<string, string>): Promise<Product[]> {
  const all: Product[] = []
  for (let after: string | null = null; ;) {
    const request: LoadRequest = graphqlRequest(headers, ALL, { after }, (text) => text.includes('"nodes"'))
    const { text } = await withConnections(api, (send) => send(request))
    const { products } = readData(ALL, text)
    all.push(...products.nodes)
    if (!products.pageInfo.hasNextPage) return all
    after = products.pageInfo.endCursor
  }
}

/** A request for each page of the list, which must always get the same response. */
async function listRequests(
  url: string,
  path: string,
  headers: Record<string, string>,
): Promise<LoadRequest[]> {
  const requests: LoadRequest[] = []
  for (let after: string | null = null; ;) {
    const hasNodes = (text: string) => text.includes('"nodes"')
    const request: LoadRequest = { ...graphqlRequest(headers, LIST, { after }, hasNodes), path }
    const { text } = await withConnections(url, (send) => send(request))
    requests.push({ ...request, isRight: (response) => response === text })
    const { pageInfo } = readData(LIST, text).products
    if (!pageInfo.hasNextPage) return requests
    after = pageInfo.endCursor
  }
}
