import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { root } from '../../../infra/local/paths.ts'
import { freePorts, randomPortBase } from '../../../infra/local/product/ports.ts'
import { removeData } from '../../../infra/local/stores/postgres.ts'
import { createCardDeck } from '../../traffic/cards.ts'
import { randomFrom } from '../../traffic/random.ts'
import { PRODUCT, SEARCH, type Product } from '../catalog-queries.ts'
import { compareRates } from '../compare-rates.ts'
import { forkProgram } from '../fork-program.ts'
import { checkOut, fillAndReadCart, graphqlRequest, sendInTurn } from '../journeys.ts'
import { cpuMsOf, waitForQuiet } from '../machine.ts'
import { startMailSink, type MailSink } from '../mail-sink.ts'
import { measureLoad, measureRate, type Journey } from '../measure-rate.ts'
import { withProduct, type MeasuredProduct } from '../product.ts'
import { firstPage, readAllProducts } from '../read-catalog.ts'
import type { Report } from '../report.ts'
import { vendureJourneys } from '../vendure/journeys.ts'

/** Not in the lockfile: it is installed for this measurement alone. */
const VERSION = '3.7.3'
const REFERENCE = `Vendure ${VERSION}`
const folder = join(root, '.local/vendure')
/** In this time the workers finish what the last journeys have left to them. */
const SETTLE_MS = 10_000

interface Vendure {
  url: string
  databaseUrl: string
  /** Process ids of its server and its worker. */
  pids: number[]
}

/** The same work done by this product and by Vendure, on the same PostgreSQL, with the same products and mails. */
export async function measureVendure(report: Report): Promise<void> {
  const mails = await startMailSink()
  const measure = async (product: MeasuredProduct): Promise<void> => {
    await install()
    const key = await product.seedShop('measured', 1_000)
    const products = await readAllProducts(product.run.api, { 'x-shop-key': key })
    const stops: (() => unknown)[] = []
    try {
      const vendure = await startVendure(product, products, mails, stops)
      await waitForQuiet()
      await compareAll(report, { product, key, products, vendure, mails })
    } finally {
      for (const stop of stops.reverse()) await stop()
    }
  }
  try {
    await withProduct(measure, { external: { smtpUrl: mails.url } })
  } finally {
    await mails.stop()
  }
}

async function compareAll(
  report: Report,
  {
    product,
    key,
    products,
    vendure,
    mails,
  }: { product: MeasuredProduct; key: string; products: Product[]; vendure: Vendure; mails: MailSink },
): Promise<void> {
  const { api } = product.run
  const shop = { 'x-shop-key': key }
  const theirs = vendureJourneys(products)
  const isAnswered = (text: string) => text.includes('"id"')
  const deck = createCardDeck(randomFrom(1))
  const own: Record<keyof typeof theirs, Journey> = {
    'list of 20 products': sendInTurn([firstPage(key)]),
    'product by slug': sendInTurn(
      products.slice(0, 50).map(({ slug }) => graphqlRequest(shop, PRODUCT, { slug }, isAnswered)),
    ),
    'text search': sendInTurn(
      ['amber', 'granite', 'mirror', 'candle'].map((search) =>
        graphqlRequest(shop, SEARCH, { search }, isAnswered),
      ),
    ),
    'visitors: two adds and a read': fillAndReadCart(key, products),
    'checkouts, placed and paid': checkOut(key, products, () => deck.next()),
  }
  const checkout = 'checkouts, placed and paid'
  for (const [name, journey] of Object.entries(own)) {
    const settle = () => (name === checkout ? mails.untilQuiet() : Promise.resolve())
    if (name === checkout) {
      await measureRate(api, journey)
      await measureRate(vendure.url, theirs[checkout])
      await settle()
      for (const url of [product.databaseOwnerUrl, vendure.databaseUrl]) await analyze(url)
    }
    await compareRates(
      report,
      `${name}, beside Vendure`,
      { url: api, journey, settle },
      { name: REFERENCE, url: vendure.url, journey: theirs[name as keyof typeof theirs], settle },
    )
  }
  const { PostgreSQL = NaN, Redis = NaN, api: apiPid = NaN, worker = NaN } = product.pids()
  report.add({
    name: 'CPU of all processes per checkout, beside Vendure',
    value: await cpuPerJourney([apiPid, worker, PostgreSQL, Redis], api, own[checkout]),
    unit: 'ms',
    reference: {
      name: REFERENCE,
      value: await cpuPerJourney([...vendure.pids, PostgreSQL], vendure.url, theirs[checkout]),
    },
  })
}

/** CPU time in milliseconds that the processes use for one journey, with what they do afterwards. */
async function cpuPerJourney(pids: readonly number[], url: string, journey: Journey): Promise<number> {
  const used = () => pids.reduce((sum, pid) => sum + cpuMsOf(pid), 0)
  await pause(SETTLE_MS)
  await waitForQuiet()
  const before = used()
  const { times } = await measureLoad(url, journey, { warmUpMs: 0 })
  await pause(SETTLE_MS)
  return (used() - before) / times.length
}

async function install(): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const dependencies = { '@vendure/core': VERSION, '@vendure/email-plugin': VERSION, pg: '8.23.0' }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }))
  await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: folder,
  })
  copyFileSync(join(import.meta.dirname, '../vendure/server.cjs'), join(folder, 'server.cjs'))
}

/** Starts Vendure with the same products. @param stops gets what stops it, to be called in reverse order */
async function startVendure(
  product: MeasuredProduct,
  products: readonly Product[],
  mails: MailSink,
  stops: (() => unknown)[],
): Promise<Vendure> {
  const data = mkdtempSync(join(tmpdir(), 'triclic-vendure-'))
  stops.push(() => removeData(data))
  const [port = 0] = await freePorts(1, randomPortBase())
  const productsFile = join(data, 'products.csv')
  writeFileSync(productsFile, toCsv(products))
  await product.owner.query('create database vendure')
  const databaseUrl = product.databaseOwnerUrl.replace(/\/[^/?]+(\?|$)/, '/vendure$1')
  const env = {
    VENDURE_DATABASE_URL: databaseUrl,
    VENDURE_PORT: String(port),
    VENDURE_SMTP_PORT: new URL(mails.url).port,
    VENDURE_PRODUCTS: productsFile,
    VENDURE_PASSWORD: randomUUID(),
  }
  const start = (mode: string) => forkProgram('server.cjs', { args: [mode], cwd: folder, env })
  const populated = await start('populate')
  populated.stop()
  const pids: number[] = []
  for (const mode of ['server', 'worker']) {
    const program = await start(mode)
    stops.push(() => program.stop())
    pids.push(program.pid)
  }
  return { url: `http://127.0.0.1:${port}`, databaseUrl, pids }
}

/** As autovacuum does within a minute: until then, PostgreSQL plans for empty tables. */
async function analyze(connectionString: string): Promise<void> {
  const client = new Client({ connectionString })
  await client.connect()
  await client.query('analyze')
  await client.end()
}

/** The first variant of each product, in the columns of Vendure's importer. */
function toCsv(products: readonly Product[]): string {
  const cell = (value: string | number) => `"${String(value).replaceAll('"', '""')}"`
  const rows = products.map(({ name, slug, description, variants }) => {
    const [variant] = variants
    const price = ((variant?.price.amount ?? 0) / 100).toFixed(2)
    return [
      name,
      slug,
      description,
      '',
      '',
      '',
      '',
      variant?.sku ?? '',
      price,
      'standard',
      1_000_000,
      'true',
      '',
      '',
    ]
      .map(cell)
      .join(',')
  })
  const header =
    'name,slug,description,assets,facets,optionGroups,optionValues,sku,price,taxCategory,stockOnHand,trackInventory,variantAssets,variantFacets'
  return [header, ...rows].join('\n')
}
