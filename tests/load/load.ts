/**
 * What the API serves a second, each beside its reference in the same run, on one machine that also makes the load: read
 * the ratios. 1,000 products, 16 connections, every answer checked.
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
import { openCardDeck } from '../traffic/cards.ts'
import { randomFrom } from '../traffic/random.ts'
import { ALL, LIST, PRODUCT, SEARCH, type Page, type Product } from './catalog-queries.ts'
import { forkReference } from './fork-reference.ts'
import { measureRate, withAsker, type Ask } from './measure-rate.ts'
import { addToFullCart, checkOut, graphql, readInTurn, visit, visitReference } from './walks.ts'

const PRODUCTS = 1_000
const say = (line: string) => void process.stdout.write(`${line}\n`)
const data = mkdtempSync(join(tmpdir(), 'triclic-load-'))
const [portBase = 0] = await freePorts(1, randomPortBase())
const product = await startProduct({
  data,
  portBase,
  servers: ['api', 'worker'],
})
const stops: (() => unknown)[] = [() => removeData(data), product.stop]
try {
  await measureAll()
} finally {
  for (const stop of stops.reverse()) await stop()
}

async function measureAll(): Promise<void> {
  const { api } = product.run
  const pid = product.pids()['api'] ?? 0
  say(`api idle, resident                         ${megabytes(pid)} MB`)
  const key = await seedShop()
  const shop = { 'x-shop-key': key }
  const products = await readAll(shop)

  const reference = await forkReference('catalog-reference.ts', { told: products })
  stops.push(reference.stop)
  const lists = await pagesOf(api, '/graphql', shop)
  const referenceLists = await pagesOf(reference.url, '/', {})
  await compare('list of 20 products', [api, readInTurn(lists)], [reference.url, readInTurn(referenceLists)])

  const some = products.filter((_, index) => index % 20 === 0)
  const ofSlug = (path: string, headers: Record<string, string>) =>
    some.map(({ slug, id }) => ({
      ...graphql(headers, PRODUCT, { slug }, (text) => text.includes(`"id":"${id}"`)),
      path,
    }))
  await compare(
    'product by slug',
    [api, readInTurn(ofSlug('/graphql', shop))],
    [reference.url, readInTurn(ofSlug('/', {}))],
  )
  reference.stop()

  const words = ['amber bowl', 'granite', 'jug', 'indigo mirror', 'tray 9', 'candle']
  const searches = words.map((search) =>
    graphql(shop, SEARCH, { search }, (text) => text.includes('"nodes":[{')),
  )
  await alone('text search', [api, readInTurn(searches)])

  const carts = await forkReference('cart-reference.ts', { env: { REDIS_URL: product.redisUrl } })
  stops.push(carts.stop)
  await compare('visitors: two adds and a read', [api, visit(key, products)], [carts.url, visitReference()])
  carts.stop()

  const few = await withAsker(api, (ask) => addToFullCart(ask, key, products, 1))
  const full = await withAsker(api, (ask) => addToFullCart(ask, key, products, 500))
  await compare('adds to a cart of 500 lines, beside 1', [api, full], [api, few])

  const deck = openCardDeck(randomFrom(1))
  await alone('checkouts, placed and a card taken', [api, checkOut(key, products, () => deck.next())])
  say(`api after it all, resident                 ${megabytes(pid)} MB`)
}

type Runner = [url: string, walk: Parameters<typeof measureRate>[1]]

/** Ours, the reference, ours, the reference: the better of two each, so that one hiccup does not decide. */
async function compare(what: string, ours: Runner, theirs: Runner): Promise<void> {
  const rates = { ours: 0, theirs: 0 }
  for (let round = 0; round < 2; round++) {
    rates.ours = Math.max(rates.ours, await measureRate(...ours))
    rates.theirs = Math.max(rates.theirs, await measureRate(...theirs))
  }
  say(
    `${what.padEnd(40)} ${perSecond(rates.ours)} /s   reference ${perSecond(rates.theirs)} /s   ratio ${(rates.ours / rates.theirs).toFixed(2)}`,
  )
}

async function alone(what: string, ours: Runner): Promise<void> {
  say(`${what.padEnd(40)} ${perSecond(await measureRate(...ours))} /s`)
}

function perSecond(rate: number): string {
  return rate.toFixed(0).padStart(7)
}

/** From Linux's own books; elsewhere unknown. */
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

async function readPage(
  headers: Record<string, string>,
  query: string,
  after: string | null,
): Promise<Page['products']> {
  const one = graphql(headers, query, { after }, (answer) => answer.includes('"nodes"'))
  const { text } = await withAsker(product.run.api, (ask) => ask(one))
  return (JSON.parse(text) as { data: Page }).data.products
}

async function readAll(headers: Record<string, string>): Promise<Product[]> {
  const all: Product[] = []
  for (let after: string | null = null; ;) {
    const page: Page['products'] = await readPage(headers, ALL, after)
    all.push(...page.nodes)
    if (!page.pageInfo.hasNextPage) return all
    after = page.pageInfo.endCursor
  }
}

/** Each page of the list as a request, with the very answer that it has to have. */
async function pagesOf(url: string, path: string, headers: Record<string, string>): Promise<Ask[]> {
  const asks: Ask[] = []
  for (let after: string | null = null; ;) {
    const ask: Ask = { ...graphql(headers, LIST, { after }, (text) => text.includes('"nodes"')), path }
    const { text } = await withAsker(url, (asker) => asker(ask))
    asks.push({ ...ask, isRight: (answer) => answer === text })
    const { pageInfo } = (JSON.parse(text) as { data: Page }).data.products
    if (!pageInfo.hasNextPage) return asks
    after = pageInfo.endCursor
  }
}
