import { Client } from 'pg'
import { LIST } from '../catalog-queries.ts'
import { median } from '../compare-rates.ts'
import { graphqlRequest } from '../journeys.ts'
import { megabytesOf, waitForQuiet } from '../machine.ts'
import { withConnections } from '../measure-rate.ts'
import { withProduct } from '../measured-product.ts'
import type { Report } from '../report.ts'

const SHOPS = [1, 10, 100, 1_000, 10_000]
const PRODUCTS_PER_SHOP = 20
/** The shops whose first page is read, at most. */
const USED = 100

/** What more shops cost: memory of a process that uses some of them, the first and the second page of a shop. */
export const measureShops = (report: Report): Promise<void> =>
  withProduct(async (product) => {
    const { api } = product.run
    const owner = new Client({ connectionString: product.databaseOwnerUrl })
    await owner.connect()
    const memory: [number, number][] = []
    const first: [number, number][] = []
    const second: [number, number][] = []
    try {
      for (const shops of SHOPS) {
        await addShops(owner, shops)
        await waitForQuiet()
        const keys = Array.from({ length: Math.min(shops, USED) }, (_, n) => `pk_${shops}_${n}`)
        first.push([shops, await readPages(api, keys)])
        second.push([shops, await readPages(api, keys)])
        memory.push([shops, megabytesOf(product.pids()['api'] ?? 0)])
      }
    } finally {
      await owner.end()
    }
    report.addChart('shops', {
      title: `Shops of ${PRODUCTS_PER_SHOP} products, of which ${USED} are used`,
      x: 'shops in the database',
      y: 'ms, MB',
      series: [
        { name: 'first page of a shop, ms', points: first },
        { name: 'second page, ms', points: second },
        { name: 'memory of the api, MB', points: memory },
      ],
    })
  })

/** The median time of a list in milliseconds, one after the other. */
const readPages = (api: string, keys: string[]): Promise<number> =>
  withConnections(api, async (send) => {
    const times: number[] = []
    for (const key of keys) {
      const began = performance.now()
      await send(
        graphqlRequest({ 'x-shop-key': key }, LIST, { after: null }, (text) => text.includes('"nodes":[{')),
      )
      times.push(performance.now() - began)
    }
    return median(times)
  })

/** Adds shops whose keys are pk_<count>_<number>, with one statement for each table. */
async function addShops(owner: Client, count: number): Promise<void> {
  await owner.query('begin')
  // Row-level security applies to the owner too; this transaction writes rows of many shops.
  for (const table of ['product', 'variant', 'stock', 'shipping_method'])
    await owner.query(`alter table ${table} no force row level security`)
  await owner.query(
    `create temporary table added on commit drop as
       select uuidv7() as id, n from generate_series(0, $1::int - 1) n`,
    [count],
  )
  await owner.query(
    `insert into shop (id, slug, name, currency, locale, country, time_zone, payment_modes, card_brands, fragment_to)
       select id, 'measured-' || $1 || '-' || n, 'Shop ' || n, 'EUR', 'fr', 'FR', 'Europe/Paris', '{CARD}', '{VISA}', 'shop@example.test' from added`,
    [String(count)],
  )
  await owner.query(
    `insert into shop_key (key, shop_id, secret_hash) select 'pk_' || $1 || '_' || n, id, decode(md5(id::text) || md5(id::text), 'hex') from added`,
    [String(count)],
  )
  await owner.query(
    `insert into product (id, shop_id, slug, name, description)
       select uuidv7(), a.id, 'product-' || p, 'Product ' || p, 'A product' from added a, generate_series(1, $1::int) p`,
    [PRODUCTS_PER_SHOP],
  )
  await owner.query(
    `insert into variant (id, shop_id, product_id, sku, name, price, tax_basis_points, position)
       select uuidv7(), p.shop_id, p.id, 'SKU-' || p.slug, 'Standard', 1000, 2000, 0 from product p join added a on a.id = p.shop_id`,
  )
  await owner.query(
    `insert into stock (shop_id, variant_id, available) select v.shop_id, v.id, 100 from variant v join added a on a.id = v.shop_id`,
  )
  for (const table of ['product', 'variant', 'stock', 'shipping_method'])
    await owner.query(`alter table ${table} force row level security`)
  await owner.query('commit')
}
