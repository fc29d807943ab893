import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import type { Api } from '../app/context.ts'
import type { RateLimitName } from '../kernel/rate-limits.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Every route declares how often it may be called. */
    rateLimit?: RateLimitName
  }
}

/**
 * Enforces the rate limit that each route declares, before the body of a request is read. A request without a route counts by
 * address. Call it before routes are added.
 * @throws when the server gets ready with a route that declares none
 */
export function guardRoutes(http: FastifyInstance, app: Pick<Api, 'limiter'>): void {
  const routes: RouteOptions[] = []
  routesByServer.set(http, routes)
  http.addHook('onRoute', (route) => void routes.push(route))
  http.addHook('onRequest', (request) => limitRoute(app, request))
  http.addHook('onReady', async () => {
    const undeclared = routes
      .filter(({ config }) => !config?.rateLimit)
      .map(({ method, url }) => `${method} ${url}`)
    if (undeclared.length > 0) throw new Error(`These routes declare no rate limit: ${undeclared.join(', ')}`)
  })
}

const routesByServer = new WeakMap<FastifyInstance, RouteOptions[]>()

/** The method and the path of every route of a guarded server; GET stands for HEAD too. */
export const routesOf = (http: FastifyInstance): string[] =>
  (routesByServer.get(http) ?? []).flatMap(({ method, url }) =>
    [method]
      .flat()
      .filter((name) => name !== 'HEAD')
      .map((name) => `${name} ${url}`),
  )

async function limitRoute({ limiter }: Pick<Api, 'limiter'>, request: FastifyRequest): Promise<void> {
  const { rateLimit = 'address' } = request.routeOptions.config ?? {}
  if (rateLimit === 'address') await limiter.countAddress('address', request.ip)
  if (rateLimit !== 'bankServer') return
  // Unknown shop names count together, so that nobody evades the limit by inventing them.
  await limiter.countAddress('bankServer', request.ip, request.client.shop?.id ?? 'unknown')
}
