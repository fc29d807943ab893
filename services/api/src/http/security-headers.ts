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

/** Sets the security headers of every response; a header that a route has set itself stays. Call it before routes are added. */
export function addSecurityHeaders(http: FastifyInstance): void {
  http.addHook('onSend', async (request, reply) => {
    for (const [name, value] of Object.entries(HEADERS))
      if (!reply.hasHeader(name) && !reply.raw.hasHeader(name)) reply.header(name, value)
    if (request.protocol === 'https') reply.header(...TLS_HEADER)
  })
}
