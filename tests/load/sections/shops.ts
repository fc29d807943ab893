import type { Client } from 'pg'
import { waitForQuiet } from '../machine.ts'
import { withConnections } from '../measure-rate.ts'
import { withProduct } from '../product.ts'
import { firstPage } from '../read-catalog.ts'
import type { Report } from '../report.ts'
import { median, timeOf } from '../times.ts'

/** Shops in the database. */
const SIZES = [1, 10, 100, 1_000, 10_000]
const PRODUCTS_PER_SHOP = 20
/** The new shops that are read at each size, at most. */
const READ_SHOPS = 100

/** What more shops cost: memory of a process that uses some of them, the first and the second page of a shop. */
export const measureShops = (report: Report): Promise<void> =>
  withProduct(async (product) => {
    const { api } = product.run
    const memory: [number, number][] = []
    const first: [number, number][] = []
    const second: [number, number][] = []
    let added = 0
    for (const size of SIZES) {
      await addShops(product.owner, { first: added, count: size - added })
      const keys = Array.from({ length: Math.min(size - added, READ_SHOPS) }, (_, n) => `pk_${added + n}`)
      added = size
      await waitForQuiet()
      first.push([size, await readPages(api, keys)])
      second.push([size, await readPages(api, keys)])
      memory.push([size, product.memory()])
    }
    report.addChart('shops', {
      title: `Shops of ${PRODUCTS_PER_SHOP} products, of which up to ${READ_SHOPS} new ones are read at each size`,
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
    for (const key of keys) times.push((await timeOf(() => send(firstPage(key))))[0])
    return median(times)
  })

/** Adds shops whose keys are pk_<number>, with one statement for each table. @param first the number of the first one */
async function addShops(owner: Client, { first, count }: { first: number; count: number }): Promise<void> {
  await owner.query('begin')
  // Row-level security applies to the owner too; this transaction writes rows of many shops.
  for (const table of ['product', 'variant', 'stock'])
    await owner.query(`alter table ${table} no force row level security`)
  await owner.query(
    `create temporary table added on commit drop as
       select uuidv7() as id, n from generate_series($1::int, $2::int) n`,
    [first, first + count - 1],
  )
  await owner.query(
    `insert into shop (id, slug, name, currency, locale, country, time_zone, payment_modes, card_brands, fragment_to)
       select id, 'measured-' || n, 'Shop ' || n, 'EUR', 'fr', 'FR', 'Europe/Paris', '{CARD}', '{VISA}', 'shop@example.test' from added`,
  )
  await owner.query(
    `insert into shop_key (key, shop_id, secret_hash) select 'pk_' || n, id, decode(md5(id::text) || md5(id::text), 'hex') from added`,
  )
  await owner.query(
    `insert into product (id, shop_id, slug, name, description)
       select uuidv7(), a.id, 'product-' || p, 'Product ' || p, 'A product' from added a, generate_series(1, $1::int) p`,
    [PRODUCTS_PER_SHOP],
  )
  await owner.query(
    `insert into variant (id, shop_id, product_id, sku, name, price, position)
       select uuidv7(), p.shop_id, p.id, 'SKU-' || p.slug, 'Standard', 1000, 0 from product p join added a on a.id = p.shop_id`,
  )
  await owner.query(
    `insert into stock (shop_id, variant_id, on_hand) select v.shop_id, v.id, 100 from variant v join added a on a.id = v.shop_id`,
  )
  for (const table of ['product', 'variant', 'stock'])
    await owner.query(`alter table ${table} force row level security`)
  await owner.query('commit')
}
