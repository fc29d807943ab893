import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Language } from '../kernel/errors.ts'
import { figuresPage } from './figures-page.ts'
import { loadFigures } from './load-figures.ts'
import { loadServers } from './load-servers.ts'
import type { OperatorPage } from './operator-page.ts'
import { endOperatorSession, findOperator } from './operator-session.ts'
import { operatorText } from './operator-texts.ts'
import { signInOperator } from './sign-in-operator.ts'
import { messagePage, signInPage } from './sign-in-page.ts'

/** The page for operators: signing in, the figures, and signing out. `languageOf` reads the language of a request. */
export function operatorRoutes(
  http: FastifyInstance,
  app: OperatorPage,
  languageOf: (request: FastifyRequest) => Language,
): void {
  const { protocol, origin } = new URL(app.env.url)
  const isSecure = protocol === 'https:'
  // With the `__Host-` prefix browsers reject the cookie from another host or without Secure, which a tunnel to localhost lacks.
  const cookieName = isSecure ? '__Host-triclic_operator' : 'triclic_operator'
  const attributes = `Path=/; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`

  const tokenOf = (request: FastifyRequest): string | undefined =>
    (request.headers.cookie ?? '')
      .split(/;\s*/)
      .find((cookie) => cookie.startsWith(`${cookieName}=`))
      ?.slice(cookieName.length + 1)

  const send = (reply: FastifyReply, status: number, page: string) =>
    reply.status(status).type('text/html; charset=utf-8').send(page)

  /** A form of another site is refused: every browser sends the origin of a form. */
  http.addHook('preHandler', async (request, reply) => {
    if (request.method !== 'POST' || request.headers.origin === origin) return
    const language = languageOf(request)
    return send(reply, 403, messagePage(language, operatorText('forbidden', language)))
  })

  http.get('/', async (request, reply) => {
    const language = languageOf(request)
    if ((await findOperator(app, tokenOf(request))) === null)
      return reply.redirect(`/sign-in?lang=${language}`, 303)
    const now = new Date()
    const [figures, servers] = await Promise.all([loadFigures(app, now), loadServers(app)])
    return send(reply, 200, figuresPage(language, figures, servers, now))
  })

  http.get('/sign-in', async (request, reply) => send(reply, 200, signInPage(languageOf(request), null)))

  http.post('/sign-in', async (request, reply) => {
    const language = languageOf(request)
    const form = new URLSearchParams(String(request.body))
    const field = (name: string) => form.get(name) ?? ''
    const result = await signInOperator(app, {
      email: field('email'),
      password: field('password'),
      code: field('code'),
      address: request.ip,
    })
    if (result.status === 'SIGNED_IN') {
      app.log.info('An operator has signed in')
      return reply
        .header('set-cookie', `${cookieName}=${result.token}; ${attributes}`)
        .redirect(`/?lang=${language}`, 303)
    }
    app.log.warn({ result: result.status }, 'A sign-in of an operator was refused')
    if (result.status === 'REFUSED')
      return send(reply, 401, signInPage(language, operatorText('refused', language)))
    const { seconds } = result
    void reply.header('retry-after', seconds)
    return send(reply, 429, signInPage(language, operatorText('tooEarly', language, { seconds })))
  })

  http.post('/sign-out', async (request, reply) => {
    await endOperatorSession(app, tokenOf(request))
    return reply
      .header('set-cookie', `${cookieName}=; ${attributes}; Max-Age=0`)
      .redirect(`/sign-in?lang=${languageOf(request)}`, 303)
  })
}
