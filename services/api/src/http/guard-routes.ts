import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import type { RateLimitName } from '../kernel/rate-limits.ts'
import { countRequest, isThisMachine } from './rate-limiter.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Every route declares how often it may be called. */
    rateLimit?: RateLimitName
  }
}

/**
 * Enforces the rate limit that each route declares. Call it before routes are added.
 * @throws when the server gets ready with a route that declares none
 */
export function guardRoutes(http: FastifyInstance): void {
  const routes: RouteOptions[] = []
  http.addHook('onRoute', (route) => void routes.push(route))
  http.addHook('onRequest', limitRoute)
  http.addHook('onReady', async () => {
    const undeclared = routes
      .filter(({ config }) => !config?.rateLimit)
      .map(({ method, url }) => `${method} ${url}`)
    if (undeclared.length > 0) throw new Error(`These routes declare no rate limit: ${undeclared.join(', ')}`)
  })
}

async function limitRoute(request: FastifyRequest): Promise<void> {
  const { rateLimit } = request.routeOptions.config
  if (rateLimit !== 'bankServer' || isThisMachine(request.ip)) return
  const { shop = '' } = request.params as { shop?: string }
  await countRequest(rateLimit, `${shop} ${request.ip}`)
}
