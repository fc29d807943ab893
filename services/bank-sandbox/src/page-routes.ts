import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Bank } from './bank.ts'
import { decidePayment, isDecidable, leaveBank } from './decide-payment.ts'
import { appendQuery, readForm } from './form.ts'
import { wellBehaved } from './misbehaviour.ts'
import { notifyPayment, replayDelivery, transactionOf } from './notify-payment.ts'
import { openPayment } from './open-payment.ts'
import { outcomes } from './outcome.ts'
import { consolePage } from './pages/console-page.ts'
import { errorPage, unknownPaymentPage } from './pages/error-page.ts'
import { paymentPage } from './pages/payment-page.ts'
import { resultPage } from './pages/result-page.ts'
import { returnPage, returnScript } from './pages/return-page.ts'
import { style } from './pages/style.ts'
import type { Language, Payment } from './payment.ts'
import type { Return } from './protocols/protocol.ts'
import { protocols } from './protocols/protocols.ts'
import { readMisbehaviour } from './read-misbehaviour.ts'

type WithId = { Params: { id: string }; Body: string; Querystring: Record<string, string> }

const decisionSchema = z.object({
  outcome: z.enum(outcomes),
  brand: z.enum(['CB', 'VISA', 'MASTERCARD']).optional(),
})

const languageOf = (request: FastifyRequest): Language =>
  request.headers['accept-language']?.toLowerCase().startsWith('fr') ? 'fr' : 'en'

/** Where a decided payment takes its buyer. */
export function returnOf(bank: Bank, payment: Payment): Return {
  const outcome = payment.status === 'open' ? 'cancelled' : payment.status
  const said = { outcome, transaction: transactionOf(bank, payment, outcome), source: 'PAY' as const }
  return protocols[payment.protocol].back(payment.account, payment, said)
}

function delayOf(payment: Payment): number | undefined {
  if (payment.status === 'open') return undefined
  return protocols[payment.protocol].returnDelay?.(payment, payment.status)
}

/** The pages a buyer sees. */
export function pageRoutes(app: FastifyInstance, bank: Bank): void {
  app.addHook('onSend', async (request, reply) => {
    void reply.headers({
      'cache-control': request.url.startsWith('/assets/') ? 'max-age=300' : 'no-store',
      'content-security-policy':
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
  })

  app.get('/', (_, reply) => reply.type('text/html').send(consolePage(bank)))
  app.get('/assets/bank.css', (_, reply) => reply.type('text/css').send(style))
  app.get('/assets/return.js', (_, reply) => reply.type('text/javascript').send(returnScript))

  for (const protocol of Object.values(protocols)) {
    for (const path of protocol.paths) {
      app.post<{ Body: string }>(path, async (request, reply) => {
        const opened = openPayment(bank, protocol.name, request.body, path)
        if ('payment' in opened) return reply.redirect(`/payments/${opened.payment.id}`, 303)
        return reply
          .code(400)
          .type('text/html')
          .send(errorPage(languageOf(request), opened.rejection))
      })
    }
  }

  app.get<WithId>('/payments/:id', async (request, reply) => {
    const payment = bank.payments.find(request.params.id)
    void reply.type('text/html')
    if (!payment) return reply.code(404).send(unknownPaymentPage(languageOf(request)))
    const again = payment.status === 'refused' && 'again' in request.query
    if (payment.status === 'open' || again) return reply.send(paymentPage(payment))
    const canReturn = returnOf(bank, payment).url !== undefined
    return reply.send(resultPage(payment, payment.status, canReturn, delayOf(payment)))
  })

  app.post<WithId>('/payments/:id', async (request, reply) => {
    const payment = bank.payments.find(request.params.id)
    if (!payment)
      return reply
        .code(404)
        .type('text/html')
        .send(unknownPaymentPage(languageOf(request)))
    const form = Object.fromEntries(readForm(request.body))
    const decision = decisionSchema.parse(form)
    const misbehaviour = readMisbehaviour(form)
    if (isDecidable(payment)) await decidePayment(bank, payment, { ...decision, misbehaviour })
    const leaves = delayOf(payment) === 0 && returnOf(bank, payment).url !== undefined
    return reply.redirect(`/payments/${payment.id}${leaves ? '/return' : ''}`, 303)
  })

  app.post<WithId>('/payments/:id/notify', async (request, reply) => {
    const payment = bank.payments.find(request.params.id)
    if (!payment)
      return reply
        .code(404)
        .type('text/html')
        .send(unknownPaymentPage(languageOf(request)))
    const form = Object.fromEntries(readForm(request.body))
    const { outcome } = decisionSchema.parse(form)
    const faults = readMisbehaviour(form) ?? wellBehaved
    const earlier = form.replay ? payment.deliveries.at(Number(form.replay)) : undefined
    const notify = async () =>
      earlier ? replayDelivery(bank, payment, earlier) : notifyPayment(bank, payment, outcome, faults, 'BO')
    if (faults.late > 0) bank.later(faults.late, () => void notify())
    else await notify()
    return reply.redirect(`/payments/${payment.id}`, 303)
  })

  app.get<WithId>('/payments/:id/return', async (request, reply) => {
    const payment = bank.payments.find(request.params.id)
    if (!payment)
      return reply
        .code(404)
        .type('text/html')
        .send(unknownPaymentPage(languageOf(request)))
    const back = returnOf(bank, payment)
    if (back.url === undefined) return reply.redirect(`/payments/${payment.id}`, 303)
    leaveBank(bank, payment)
    if (back.method === 'GET') return reply.redirect(appendQuery(back.url, back.text), 303)
    return reply.type('text/html').send(returnPage(payment, back))
  })
}
