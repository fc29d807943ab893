import { readFileSync } from 'node:fs'
import fastify, { type FastifyInstance } from 'fastify'
import { openCatalogs } from '../catalog/catalog-cache.ts'
import type { Api, BuyerContext, MerchantRequest } from './context.ts'
import { entities } from './entities.ts'
import { openGraphqlDoor } from '../http/graphql-server.ts'
import { openFragmentSealer } from '../payment/card/custody/fragment-sealer.ts'
import { openKeptKeys } from '../payment/card/custody/kept-digits-keys.ts'
import { watchKeptKeys } from '../payment/card/custody/check-kept-digits-keys.ts'
import type { ApiEnv } from '../platform/env.ts'
import { listen } from '../platform/db/listen.ts'
import { openLog } from '../platform/log.ts'
import { openOrm } from '../platform/db/orm.ts'
import { LIMITS } from '../http/query-limits.ts'
import { openQueues } from '../platform/queue/queue.ts'
import { checkRedisIfThere, openRedis } from '../platform/redis/redis.ts'
import { sweepAgainAndAgain } from '../platform/run-periodically.ts'
import { watchClock } from '../platform/watch-clock.ts'
import { addRoutes } from './routes.ts'
import { merchantSchema, storefrontSchema } from './schema.ts'
import { Shops } from '../shop/shop-cache.ts'

/** Opens everything the api process holds and listens. `stop` lets requests under way finish. */
export async function startApi(env: ApiEnv): Promise<{ app: Api; url: string; stop(): Promise<void> }> {
  const log = openLog('api', env.logLevel)
  const keptKeys = openKeptKeys(env.keptKeysDir)
  const fragmentSealer = openFragmentSealer(env.fragmentPublicKeysDir)
  const orm = await openOrm(env.databaseUrl, entities, 'triclic_api')
  const redis = openRedis(env.redisUrl, log)
  await checkRedisIfThere(redis)
  const queues = openQueues(redis)
  const shops = new Shops(orm)
  await shops.renew()
  const catalogs = openCatalogs(orm, env.apiUrl, log)
  const app: Api = {
    env,
    log,
    orm,
    redis,
    queues,
    shops,
    catalogs,
    keptKeys,
    fragmentSealer,
  }

  let renewing = Promise.resolve()
  let renewingAgain: NodeJS.Timeout | undefined
  const renewShops = () => {
    clearTimeout(renewingAgain)
    renewing = shops.renew().catch((error: unknown) => {
      log.warn({ err: error }, 'Shops were not renewed; they are read again')
      renewingAgain = setTimeout(renewShops, 1000)
    })
  }

  const listener = listen(
    env.databaseUrl,
    {
      shop_changed: renewShops,
      catalog_changed: (shopId) => catalogs.forget(shopId),
      stock_changed: (payload) => catalogs.applyStock(payload),
    },
    () => {
      renewShops()
      catalogs.forgetAll()
    },
    log,
  )

  const clock = watchClock(log)
  const watching = sweepAgainAndAgain('watch-kept-keys', 600, log, () => watchKeptKeys(app))

  const storefront = openGraphqlDoor<BuyerContext>(storefrontSchema(), log)
  const merchant = openGraphqlDoor<MerchantRequest>(merchantSchema(), log)
  await Promise.all([storefront.start(), merchant.start()])

  const http = openHttp(env)
  await addRoutes(http, app, { storefront, merchant })
  const url = await http.listen({ port: env.port, host: env.host })

  return {
    app,
    url,
    async stop() {
      clock.stop()
      watching.stop()
      await watching.ended
      await http.close()
      await Promise.all([storefront.stop(), merchant.stop(), listener.close()])
      await renewing
      clearTimeout(renewingAgain)
      await Promise.all([queues.mail.close(), queues.fragment.close()])
      redis.disconnect()
      await orm.close()
    },
  }
}

function openHttp(env: ApiEnv): FastifyInstance {
  const tls = env.tls && {
    https: { cert: readFileSync(env.tls.certFile), key: readFileSync(env.tls.keyFile) },
  }
  const http = fastify({
    ...tls,
    bodyLimit: LIMITS.bytes,
    trustProxy: env.trustProxy.length > 0 ? env.trustProxy : false,
    forceCloseConnections: 'idle',
    logger: false,
  }) as unknown as FastifyInstance
  http.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer' },
    (_request, body, done) => done(null, body),
  )
  return http
}
