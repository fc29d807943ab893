import { execFile } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../../infra/local/paths.ts'
import { freePorts, randomPortBase } from '../../infra/local/product/ports.ts'
import { startProduct } from '../../infra/local/product/start-product.ts'
import { removeData } from '../../infra/local/stores/postgres.ts'
import { ALL } from './catalog-queries.ts'
import type { CheckoutSetup } from './checkout-costs.ts'
import { graphqlRequest, readData } from './journeys.ts'
import { startMailSink } from './mail-sink.ts'
import { withConnections } from './measure-rate.ts'

/** Starts the api and the worker with a shop of 100 products and a mail server that accepts everything, and stops them after `work`. */
export async function withCheckoutProduct<T>(work: (setup: CheckoutSetup) => Promise<T>): Promise<T> {
  const data = mkdtempSync(join(tmpdir(), 'triclic-checkouts-'))
  const stops: (() => unknown)[] = [() => removeData(data)]
  try {
    const mails = await startMailSink()
    stops.push(mails.stop)
    const [portBase = 0] = await freePorts(1, randomPortBase())
    const profile = process.env['PROFILE_DIR']
    const product = await startProduct({
      data,
      portBase,
      servers: ['api', 'worker'],
      external: { smtpUrl: mails.url },
      adapt: (server) =>
        profile
          ? {
              ...server,
              nodeFlags: [
                ...(server.nodeFlags ?? []),
                '--cpu-prof',
                `--cpu-prof-dir=${profile}/${server.name}`,
              ],
            }
          : server,
    })
    stops.push(product.stop)
    const shopKey = await seedShop(product.seedEnv)
    const products = await withConnections(product.run.api, async (send) => {
      const request = graphqlRequest({ 'x-shop-key': shopKey }, ALL, { after: null }, (text) =>
        text.includes('"nodes"'),
      )
      return readData(ALL, (await send(request)).text).products.nodes
    })
    return await work({ product, mails, shopKey, products })
  } finally {
    for (const stop of stops.reverse()) await stop()
  }
}

async function seedShop(env: Record<string, string>): Promise<string> {
  const script = join(root, 'services/api/dist/seed/seed.js')
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [script, '--shop', 'measured', '--products', '100'],
    { env },
  )
  return (JSON.parse(stdout) as { key: string }).key
}
