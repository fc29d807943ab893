import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Api } from '../app/context.ts'
import { readRedisHealth, type RedisHealth } from '../platform/redis/redis-health.ts'

/**
 * Answers 200 while the database answers, else 503. A fault of Redis is reported with 200, because the catalog works without
 * it. Logs only when something changes.
 */
export function createReadinessCheck(
  app: Api,
): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> {
  let isDown = false
  let lastHealth: RedisHealth = 'up'

  async function checkRedis(): Promise<RedisHealth> {
    const { health, cause } = await readRedisHealth(app.redis)
    // The connection logs by itself when it is lost and when it is back (platform/redis/redis.ts).
    if (health !== lastHealth && health !== 'down') {
      if (health === 'up') app.log.info('Redis accepts writes and keeps them')
      else
        app.log.error(
          { err: cause, redis: health },
          'Carts, checkouts and mails are at risk because of Redis',
        )
    }
    lastHealth = health
    return health
  }

  return async (_request, reply) => {
    try {
      await app.orm.em.fork().execute('select 1')
    } catch (error) {
      if (!isDown) app.log.error({ err: error }, 'The database is unreachable')
      isDown = true
      return reply.status(503).send({ status: 'not ready' })
    }
    if (isDown) app.log.info('The database is reachable again')
    isDown = false
    return reply.send({ status: 'ready', redis: await checkRedis() })
  }
}
