import { readFileSync } from 'node:fs'
import { LISTENER_OPTIONS, protectListener } from '@triclic/listener'
import { countClosedConnection } from '@triclic/telemetry'
import fastify, { type FastifyInstance } from 'fastify'
import { createCatalogCache } from '../catalog/catalog-cache.ts'
import type { Api, BuyerContext, MerchantRequest } from './context.ts'
import { entities } from './entities.ts'
import { createGraphqlServer } from '../http/graphql-server.ts'
import { loadFragmentSealer } from '../payment/card/custody/fragment-sealer.ts'
import { loadKeptDigitsKeys } from '../payment/card/custody/kept-digits-keys.ts'
import { checkKeptDigitsKeys } from '../payment/card/custody/check-kept-digits-keys.ts'
import type { ApiEnv } from '../platform/env.ts'
import { listen } from '../platform/db/listen.ts'
import { CachePurger } from '../platform/cache-purger.ts'
import { createLog } from '../platform/log.ts'
import { connectOrm, poolOf } from '../platform/db/orm.ts'
import { removeAbandonedUploads } from '../media/remove-abandoned-uploads.ts'
import { createReadinessCheck } from '../http/readiness.ts'
import { readinessMetrics } from '../http/readiness-metrics.ts'
import { serveHealth } from '../http/serve-health.ts'
import { QUERY_LIMITS } from '../http/query-limits.ts'
import { createMediaStore } from '../platform/media/media-store.ts'
import { createQueues } from '../platform/queue/queue.ts'
import { RateLimiter } from '../platform/redis/rate-limiter.ts'
import { connectRedis } from '../platform/redis/redis.ts'
import { checkRedisIfReachable } from '../platform/redis/redis-health.ts'
import { keyMetrics } from '../platform/telemetry/key-metrics.ts'
import { poolMetrics } from '../platform/telemetry/pool-metrics.ts'
import { serveProcessMetrics } from '../platform/telemetry/serve-process-metrics.ts'
import { runPeriodically } from '../platform/run-periodically.ts'
import { watchClock } from '../platform/watch-clock.ts'
import { subscribers } from './subscribers.ts'
import { addRoutes } from './routes.ts'
import { inReadTransaction } from '../http/in-read-transaction.ts'
import { merchantSchema, storefrontSchema } from './schema.ts'
import { followShopChanges } from './follow-shop-changes.ts'
import { KeyUses } from '../shop/keys/key-uses.ts'
import { ShopCache } from '../shop/shop-cache.ts'
import { RegisteredDocuments } from '../storefront-document/registered-documents.ts'

const POOL_SIZE = 16
// Merchants have connections of their own, so that they never wait for buyers, and buyers never for them.
const MERCHANT_POOL_SIZE = 8

export interface StartedApi {
  app: Api
  url: string
  /** null if METRICS_PORT is not set. */
  metricsUrl: string | null
  /** The server of all routes. */
  http: FastifyInstance
  /** null if HEALTH_PORT is not set. */
  healthUrl: string | null
  stop(): Promise<void>
}

/** Starts the API: connects to its stores and listens. `stop` waits for the requests that are running. */
export async function startApi(env: ApiEnv): Promise<StartedApi> {
  const log = createLog('api', env.logLevel)
  const keptDigitsKeys = loadKeptDigitsKeys(env.keptKeysDir)
  const fragmentSealer = loadFragmentSealer(env.fragmentPublicKeysDir)
  const prepared = { prepares: env.preparesStatements }
  const orm = await connectOrm(env.databaseUrl, entities, 'triclic_api', POOL_SIZE, prepared)
  // Not prepared: what suits a merchant's list depends on the shop and on the filters.
  const merchantOrm = await connectOrm(env.databaseUrl, entities, 'triclic_api', MERCHANT_POOL_SIZE)
  const redis = connectRedis(env.redisUrl, log)
  await checkRedisIfReachable(redis)
  const queues = createQueues(redis)
  const shops = new ShopCache(orm)
  const catalogs = createCatalogCache(orm, env.apiUrl, log)
  const app: Api = {
    env,
    log,
    orm,
    merchantOrm,
    redis,
    queues,
    subscribers,
    mediaStore: createMediaStore(env.media),
    shops,
    keyUses: new KeyUses(orm, 'record_key_uses'),
    apiKeyUses: new KeyUses(orm, 'record_api_key_uses'),
    documents: new RegisteredDocuments(orm),
    catalogs,
    keptDigitsKeys,
    fragmentSealer,
    limiter: new RateLimiter(redis, log, env.trustProxy),
  }

  const purger = env.purgeHook && new CachePurger(env.purgeHook, log)
  const shopChanges = followShopChanges(orm, { shops, catalogs, documents: app.documents, purger }, log)
  const listener = listen({
    databaseUrl: env.databaseUrl,
    handlers: { shop_changed: shopChanges.wake },
    onConnect: shopChanges.wake,
    log,
  })

  const clock = watchClock(log)
  const keyCheck = runPeriodically('check-kept-digits-keys', 600, log, () => checkKeptDigitsKeys(app))

  const recordUses = () =>
    Promise.all([app.keyUses.record(), app.apiKeyUses.record(), app.documents.recordUses()])
  const uses = runPeriodically('record-uses', 60, log, recordUses)

  const storefront = createGraphqlServer<BuyerContext>('storefront', storefrontSchema(), log)
  const merchant = createGraphqlServer<MerchantRequest>('merchant', merchantSchema(), log, inReadTransaction)
  await Promise.all([storefront.start(), merchant.start()])

  await removeAbandonedUploads().catch((error: unknown) =>
    log.warn({ err: error }, 'Temporary files of a process that was killed could not be deleted'),
  )

  const http = createHttpServer(env)
  const checkReadiness = createReadinessCheck(app)
  await addRoutes(http, app, { storefront, merchant }, checkReadiness)
  protectListener(http.server, {
    ...env.maxConnections,
    isShared: app.limiter.isShared,
    onClosed: countClosedConnection,
  })
  const url = await http.listen({ port: env.port, host: env.host })
  const health = env.health && (await serveHealth(log, env.health, checkReadiness))
  const metrics =
    env.metrics &&
    (await serveProcessMetrics(log, env.metrics, [
      ...poolMetrics({ main: poolOf(orm), merchants: poolOf(merchantOrm) }),
      ...readinessMetrics(log, checkReadiness),
      ...keyMetrics(log, { kept: env.keptKeysDir, 'fragment-public': env.fragmentPublicKeysDir }),
    ]))

  return {
    app,
    http,
    url,
    metricsUrl: metrics?.url ?? null,
    healthUrl: health?.url ?? null,
    async stop() {
      clock.stop()
      keyCheck.stop()
      uses.stop()
      await Promise.all([keyCheck.ended, uses.ended])
      await http.close()
      await recordUses().catch(() => undefined)
      await health?.close()
      await app.limiter.stop()
      await metrics?.close()
      await Promise.all([storefront.stop(), merchant.stop(), listener.close(), shopChanges.stop()])
      await purger?.stop()
      await queues.close()
      redis.disconnect()
      await Promise.all([orm.close(), merchantOrm.close()])
    },
  }
}

function createHttpServer(env: ApiEnv): FastifyInstance {
  const tls = env.tls && {
    https: { ...LISTENER_OPTIONS, cert: readFileSync(env.tls.certFile), key: readFileSync(env.tls.keyFile) },
  }
  const http = fastify({
    ...(tls ?? { http: LISTENER_OPTIONS }),
    bodyLimit: QUERY_LIMITS.bytes,
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
