import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Api } from '../app/context.ts'

/** Returns 200 while the database is reachable, otherwise 503. Logs only when that changes. */
export function createReadinessCheck(
  app: Api,
): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> {
  let isDown = false
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
    return reply.send({ status: 'ready', redis: app.redis.status === 'ready' ? 'up' : 'down' })
  }
}
