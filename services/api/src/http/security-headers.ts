import type { FastifyInstance } from 'fastify'

/** Responses are data: no browser may run, frame or reinterpret them. */
const HEADERS = {
  'x-content-type-options': 'nosniff',
  'content-security-policy':
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
} as const

const TLS_HEADER = ['strict-transport-security', 'max-age=31536000'] as const

/** Sets the security headers of every response; a route may set them otherwise. Call it before routes are added. */
export function addSecurityHeaders(http: FastifyInstance): void {
  http.addHook('onRequest', (request, reply, done) => {
    reply.headers(HEADERS)
    if (request.protocol === 'https') reply.header(...TLS_HEADER)
    done()
  })
}
