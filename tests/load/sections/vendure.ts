import { execFile, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { startMailbox } from '../../../infra/local/mailbox/mailbox.ts'
import { root } from '../../../infra/local/paths.ts'
import { freePorts, randomPortBase } from '../../../infra/local/product/ports.ts'
import type { Product } from '../../../infra/local/product/start-product.ts'
import { removeData } from '../../../infra/local/stores/postgres.ts'
import { createCardDeck } from '../../traffic/cards.ts'
import { randomFrom } from '../../traffic/random.ts'
import { LIST, PRODUCT, SEARCH, type Product as CatalogProduct } from '../catalog-queries.ts'
import { compareRates } from '../compare-rates.ts'
import { checkOut, fillAndReadCart, graphqlRequest, sendInTurn } from '../journeys.ts'
import { cpuMsOf, waitForQuiet } from '../machine.ts'
import { measureLoad, type Journey } from '../measure-rate.ts'
import { seedShop, withProduct } from '../measured-product.ts'
import { readAllProducts } from '../read-catalog.ts'
import type { Report } from '../report.ts'
import { vendureJourneys } from '../vendure/journeys.ts'

/** Not in the lockfile: it is installed for this measurement alone. */
const VERSION = '3.7.3'
const REFERENCE = `Vendure ${VERSION}`
const folder = join(root, '.local/vendure')

interface Vendure {
  url: string
  /** Process ids of its server and its worker. */
  pids: [server: number, worker: number]
  stop(): void
}

/** The same work done by this product and by Vendure, on the same PostgreSQL, with the same products and mails. */
export const measureVendure = (report: Report): Promise<void> =>
  withProduct(async (product) => {
    const { api } = product.run
    await install()
    const key = await seedShop(product, 'measured', 1_000)
    const products = await readAllProducts(api, { 'x-shop-key': key })
    const vendure = await startVendure(product, products)
    try {
      await waitForQuiet()
      await compareAll(report, { product, key, products, vendure })
    } finally {
      vendure.stop()
    }
  })

async function compareAll(
  report: Report,
  {
    product,
    key,
    products,
    vendure,
  }: { product: Product; key: string; products: CatalogProduct[]; vendure: Vendure },
): Promise<void> {
  const { api } = product.run
  const shop = { 'x-shop-key': key }
  const theirs = vendureJourneys(products)
  const isAnswered = (text: string) => text.includes('"id"')
  const deck = createCardDeck(randomFrom(1))
  const own: Record<keyof typeof theirs, Journey> = {
    'list of 20 products': sendInTurn([graphqlRequest(shop, LIST, { after: null }, isAnswered)]),
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
  for (const [name, journey] of Object.entries(own)) {
    const target: [string, Journey] = [vendure.url, theirs[name as keyof typeof theirs]]
    await compareRates(report, `${name}, beside Vendure`, [api, journey], { name: REFERENCE, target })
  }
  const pids = product.pids()
  const [apiPid, worker, postgres] = ['api', 'worker', 'PostgreSQL'].map((name) => pids[name] ?? 0)
  report.add({
    name: 'CPU of all processes per checkout, beside Vendure',
    value: await cpuPerJourney([apiPid, worker, postgres], api, own['checkouts, placed and paid']),
    unit: 'ms',
    reference: {
      name: REFERENCE,
      value: await cpuPerJourney(
        [...vendure.pids, postgres],
        vendure.url,
        theirs['checkouts, placed and paid'],
      ),
    },
  })
}

/** CPU time in milliseconds that the processes use for one journey, with what they do afterwards. */
async function cpuPerJourney(pids: (number | undefined)[], url: string, journey: Journey): Promise<number> {
  const used = () => pids.reduce<number>((sum, pid) => sum + cpuMsOf(pid ?? 0), 0)
  await waitForQuiet()
  const before = used()
  const { times } = await measureLoad(url, journey, { warmUpMs: 0 })
  await waitForQuiet()
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

async function startVendure(product: Product, products: CatalogProduct[]): Promise<Vendure> {
  const data = mkdtempSync(join(tmpdir(), 'triclic-vendure-'))
  const [port = 0, smtpPort = 0, mailboxPort = 0] = await freePorts(3, randomPortBase())
  const mailbox = await startMailbox({ folder: join(data, 'mailbox'), httpPort: mailboxPort, smtpPort })
  const productsFile = join(data, 'products.csv')
  writeFileSync(productsFile, toCsv(products))
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    VENDURE_DATABASE_URL: await createDatabase(product.databaseOwnerUrl),
    VENDURE_PORT: String(port),
    VENDURE_SMTP_PORT: String(smtpPort),
    VENDURE_PRODUCTS: productsFile,
    VENDURE_PASSWORD: randomUUID(),
  }
  const start = (mode: string) => fork('server.cjs', [mode], { cwd: folder, env, execArgv: [] })
  const populating = start('populate')
  const code = await new Promise((resolve) => populating.once('exit', resolve))
  if (code !== 0) throw new Error(`Vendure's database could not be populated (exit code ${String(code)}).`)
  const processes = [start('server'), start('worker')]
  await Promise.all(processes.map((child) => new Promise((resolve) => child.once('message', resolve))))
  return {
    url: `http://127.0.0.1:${port}`,
    pids: [processes[0]?.pid ?? 0, processes[1]?.pid ?? 0],
    stop() {
      for (const child of processes) child.kill()
      void mailbox.stop().then(() => removeData(data))
    },
  }
}

async function createDatabase(ownerUrl: string): Promise<string> {
  const owner = new Client({ connectionString: ownerUrl })
  await owner.connect()
  await owner.query('create database vendure')
  await owner.end()
  return ownerUrl.replace(/\/[^/?]+(\?|$)/, '/vendure$1')
}

/** The first variant of each product, in the columns of Vendure's importer. */
function toCsv(products: CatalogProduct[]): string {
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
