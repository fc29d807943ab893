import Fastify, { type FastifyInstance } from 'fastify'
import { z } from 'zod'
import { apiRoutes } from './api-routes.ts'
import type { Bank } from './bank.ts'
import { pageRoutes } from './page-routes.ts'

/** Builds the bank's HTTP server without starting it. Form bodies stay raw text, because order and repeated names matter. */
export function buildApp(bank: Bank): FastifyInstance {
  const app = Fastify({
    bodyLimit: 128 * 1024,
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true },
  })
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) =>
    done(null, body),
  )
  app.setErrorHandler<Error & { statusCode?: number }>((error, _, reply) => {
    const status = error instanceof z.ZodError ? 400 : (error.statusCode ?? 500)
    const message = error instanceof z.ZodError ? z.prettifyError(error) : error.message
    return reply.code(status).send({ error: message })
  })
  pageRoutes(app, bank)
  apiRoutes(app, bank)
  app.addHook('onClose', async () => bank.close())
  return app
}
