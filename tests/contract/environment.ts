import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import pg from 'pg'
import { seedShop } from '../../infra/local/product/api-programs.ts'
import { randomPortBase } from '../../infra/local/product/ports.ts'
import { removeData } from '../../infra/local/stores/postgres.ts'
import { startProduct } from '../../infra/local/product/start-product.ts'
import type { Product } from '../../infra/local/product/start-product.ts'
import type { Run, RunShop } from '../../infra/local/product/run-file.ts'
import type { ServerName } from '../../infra/local/product/servers.ts'
import { productInContainers } from '../images/product-in-containers.ts'
import { createCardDeck } from '../traffic/cards.ts'
import type { CardDeck } from '../traffic/cards.ts'
import { findMember } from '../traffic/find-shop.ts'
import { signIn } from '../traffic/merchant.ts'
import type { Merchant } from '../traffic/merchant.ts'
import { randomFrom, seedOfRun } from '../traffic/random.ts'
import type { Random } from '../traffic/random.ts'
import { createVisitor } from '../traffic/visitor.ts'
import type { Visitor } from '../traffic/visitor.ts'
import { checkExchange } from './check-exchange.ts'

export const LANGUAGES = ['fr', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** The product with clients that check each exchange against the contract. */
export interface Environment {
  /** The content of run.json. */
  run: Run
  product: Pick<Product, 'databaseOwnerUrl' | 'redisUrl' | 'seedEnv' | 'pids' | 'stop'>
  /** The API without a proxy that overwrites x-forwarded-for. */
  bareApi: string
  random: Random
  deck: CardDeck
  buyer: (shop: { key: string }, language?: Language, headers?: Record<string, string>) => Visitor
  merchant: (shop: RunShop, language?: Language) => Promise<Merchant>
  /** Creates a shop as `npm run seed` does, with some products that each have a large stock. */
  seedShop: (slug: string, products: number) => Promise<{ slug: string; key: string }>
  /** Runs SQL as the operator, who owns the database. */
  operate: (sql: string, values?: unknown[]) => Promise<void>
  stop: () => Promise<void>
}

/**
 * Starts the product as `npm start` runs it, on its own ports and data. In `npm run test:images` it is the one in the containers, which all files share.
 * @param docs serves the documentation too
 */
export async function startEnvironment(
  servers: readonly ServerName[],
  docs?: { canRun: boolean },
): Promise<Environment> {
  const contained = productInContainers()
  if (contained) {
    const { run, bareApi, databaseOwnerUrl, redisUrl } = contained
    await forgetRates(redisUrl)
    const seedEnv = { DATABASE_OWNER_URL: databaseOwnerUrl }
    return environmentOf(run, { ...contained, seedEnv, stop: async () => undefined }, bareApi)
  }
  const data = mkdtempSync(join(tmpdir(), 'triclic-contract-'))
  const product = await startProduct({
    data,
    portBase: randomPortBase(),
    fast: true,
    servers,
    template: process.env['PRODUCT_TEMPLATE'],
    ...(docs && { docs }),
  }).catch((error: unknown) => {
    removeData(data)
    throw error
  })
  return environmentOf(product.run, {
    ...product,
    async stop() {
      await product.stop()
      removeData(data)
    },
  })
}

function environmentOf(run: Run, product: Environment['product'], bareApi = run.api): Environment {
  const random = randomFrom(seedOfRun())
  return {
    run,
    product,
    bareApi,
    random,
    deck: createCardDeck(random.fork('cards')),
    buyer: ({ key }, language = 'en', headers = {}) =>
      createVisitor(run.api, key, {
        headers: { 'accept-language': language, ...headers },
        inspect: checkExchange('storefront'),
      }),
    merchant: ({ slug }, language = 'en') =>
      signIn(run.api, slug, findMember(run, slug), {
        headers: { 'accept-language': language },
        inspect: checkExchange('merchant'),
      }),
    seedShop: (slug, products) => seedShop(product.seedEnv, slug, products),
    async operate(sql, values = []) {
      const client = new pg.Client({ connectionString: product.databaseOwnerUrl })
      await client.connect()
      try {
        await client.query(sql, values)
      } finally {
        await client.end()
      }
    },
    stop: () => product.stop(),
  }
}

/** Another file of tests may have used up what this machine may do in an hour. */
async function forgetRates(redisUrl: string): Promise<void> {
  const redis = new Redis(redisUrl)
  const keys = await redis.keys('rate:*')
  if (keys.length > 0) await redis.del(keys)
  redis.disconnect()
}
