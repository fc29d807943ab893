import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Api } from '../app/context.ts'

/** Answers 200 while the database does, else 503. The log is told when that changes, not each time somebody looks. */
export function createReadinessCheck(
  app: Api,
): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> {
  let isAway = false
  return async (_request, reply) => {
    try {
      await app.orm.em.fork().execute('select 1')
    } catch (error) {
      if (!isAway) app.log.error({ err: error }, 'The database is away')
      isAway = true
      return reply.status(503).send({ status: 'not ready' })
    }
    if (isAway) app.log.info('The database is back')
    isAway = false
    return reply.send({ status: 'ready', redis: app.redis.status === 'ready' ? 'up' : 'down' })
  }
}
