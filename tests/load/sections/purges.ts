import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { waitForQuiet } from '../machine.ts'
import { withConnections } from '../measure-rate.ts'
import { withProduct } from '../product.ts'
import { firstPage } from '../read-catalog.ts'
import type { Report } from '../report.ts'
import { percentile } from '../times.ts'

const PRODUCTS = 1_000
const CHANGES = 50
const PAUSE_MS = 200
const TIMEOUT_MS = 20_000

/** From the commit of a change to the call of the purge hook that names the product. */
export async function measurePurges(report: Report): Promise<void> {
  const hook = await startHook()
  try {
    await withProduct(
      async (product) => {
        const key = await product.seedShop('purges', PRODUCTS)
        await withConnections(product.run.api, (send) => send(firstPage(key)))
        await waitForQuiet()
        const timesOf = async (sql: string, firstProduct: number): Promise<number[]> => {
          const times: number[] = []
          for (let n = firstProduct; n < firstProduct + CHANGES; n++) {
            const id = await product.inShop('purges', async () => {
              const { rows } = await product.owner.query<{ id: string }>(sql, [`product-${n}`])
              return rows[0]?.id
            })
            const committed = performance.now()
            const purged = await hook.purgeOf(`product-${id}`)
            times.push(Math.max(0, purged - committed))
            await pause(PAUSE_MS)
          }
          return times
        }
        const changes = {
          price: await timesOf(SET_PRICE, 1),
          stock: await timesOf(SET_STOCK, 1 + CHANGES),
        }
        for (const [what, times] of Object.entries(changes)) {
          report.add({
            name: `purge after a change of ${what}, p50`,
            value: percentile(times, 0.5),
            unit: 'ms',
          })
          report.add({
            name: `purge after a change of ${what}, longest of ${CHANGES}`,
            value: Math.max(...times),
            unit: 'ms',
            target: { below: 1000 },
          })
        }
      },
      { env: { PURGE_URL: hook.url, PURGE_SECRET: 'a secret of this measurement alone' } },
    )
  } finally {
    hook.stop()
  }
}

const SET_PRICE = `update variant set price = price + 1 where product_id = (select id from product where slug = $1)
  returning product_id as id`

const SET_STOCK = `update stock s set on_hand = on_hand - 1 from variant v join product p on p.shop_id = v.shop_id and p.id = v.product_id
  where s.shop_id = v.shop_id and s.variant_id = v.id and p.slug = $1 returning p.id`

/** A receiver of purges that remembers when each tag came first. */
async function startHook() {
  const came = new Map<string, number>()
  const server = createServer((request, response) => {
    text(request).then(
      (body) => {
        const now = performance.now()
        for (const tag of (JSON.parse(body) as { tags: string[] }).tags)
          if (!came.has(tag)) came.set(tag, now)
        response.writeHead(204).end()
      },
      () => response.destroy(),
    )
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** When the tag was purged. @throws Error if it is not purged in time */
    async purgeOf(tag: string): Promise<number> {
      for (const until = performance.now() + TIMEOUT_MS; performance.now() < until; await pause(1)) {
        const at = came.get(tag)
        if (at !== undefined) return at
      }
      throw new Error(`${tag} was not purged within ${TIMEOUT_MS} ms`)
    },
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
