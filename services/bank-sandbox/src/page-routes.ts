import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Bank } from './bank.ts'
import { createPayment } from './create-payment.ts'
import { decidePayment, isDecidable, leaveBank } from './decide-payment.ts'
import { appendQuery, readForm } from './form.ts'
import { normalBehaviour } from './misbehaviour.ts'
import { getTransaction, notifyPayment, replayDelivery } from './notify-payment.ts'
import { consolePage } from './pages/console-page.ts'
import { errorPage, unknownPaymentPage } from './pages/error-page.ts'
import { readMisbehaviourFields } from './pages/misbehaviour-panel.ts'
import { paymentPage } from './pages/payment-page.ts'
import { resultPage } from './pages/result-page.ts'
import { returnPage, returnScript } from './pages/return-page.ts'
import { style } from './pages/style.ts'
import { type Language, outcomes, type Payment } from './payment.ts'
import type { Message } from './protocols/protocol.ts'
import { protocols } from './protocols/protocols.ts'

type WithId = { Params: { id: string }; Body: string; Querystring: Record<string, string> }

const decisionSchema = z.object({
  outcome: z.enum(outcomes),
  brand: z.enum(['CB', 'VISA', 'MASTERCARD']).optional(),
})

const languageOf = (request: FastifyRequest): Language =>
  request.headers['accept-language']?.toLowerCase().startsWith('fr') ? 'fr' : 'en'

/** The request by which the buyer's browser returns to the shop; an undecided payment returns as cancelled. */
export function returnOf(bank: Bank, payment: Payment): Message {
  const outcome = payment.status === 'open' ? 'cancelled' : payment.status
  const event = { outcome, transaction: getTransaction(bank, payment, outcome), source: 'PAY' as const }
  return protocols[payment.protocol].writeReturn(payment.account, payment, event)
}

function returnDelayOf(payment: Payment): number | undefined {
  if (payment.status === 'open') return undefined
  return protocols[payment.protocol].returnDelaySeconds?.(payment, payment.status)
}

const sendNotFound = (request: FastifyRequest, reply: FastifyReply) =>
  reply
    .code(404)
    .type('text/html')
    .send(unknownPaymentPage(languageOf(request)))

/** Pages for the buyer, and a console with the state of the bank. */
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
        const result = createPayment(bank, protocol.name, request.body, path)
        if ('payment' in result) return reply.redirect(`/payments/${result.payment.id}`, 303)
        return reply
          .code(400)
          .type('text/html')
          .send(errorPage(languageOf(request), result.rejection))
      })
    }
  }

  app.get<WithId>('/payments/:id', async (request, reply) => {
    const payment = bank.payments.find(request.params.id)
    if (!payment) return sendNotFound(request, reply)
    void reply.type('text/html')
    const triesAgain = payment.status === 'refused' && 'again' in request.query
    if (payment.status === 'open' || triesAgain) return reply.send(paymentPage(payment))
    const canReturn = returnOf(bank, payment).url !== undefined
    return reply.send(resultPage(payment, payment.status, canReturn, returnDelayOf(payment)))
  })

  app.post<WithId>('/payments/:id', async (request, reply) => {
    const payment = bank.payments.find(request.params.id)
    if (!payment) return sendNotFound(request, reply)
    const form = Object.fromEntries(readForm(request.body))
    const decision = decisionSchema.parse(form)
    const misbehaviour = readMisbehaviourFields(form)
    if (isDecidable(payment)) await decidePayment(bank, payment, { ...decision, misbehaviour })
    const returnsAtOnce = returnDelayOf(payment) === 0 && returnOf(bank, payment).url !== undefined
    return reply.redirect(`/payments/${payment.id}${returnsAtOnce ? '/return' : ''}`, 303)
  })

  app.post<WithId>('/payments/:id/notify', async (request, reply) => {
    const payment = bank.payments.find(request.params.id)
    if (!payment) return sendNotFound(request, reply)
    const form = Object.fromEntries(readForm(request.body))
    const { outcome } = decisionSchema.parse(form)
    const faults = readMisbehaviourFields(form) ?? normalBehaviour
    const earlier = form.replay ? payment.deliveries.at(Number(form.replay)) : undefined
    const notify = async () =>
      earlier ? replayDelivery(bank, payment, earlier) : notifyPayment(bank, payment, outcome, faults, 'BO')
    if (faults.late > 0) bank.schedule(faults.late, () => void notify())
    else await notify()
    return reply.redirect(`/payments/${payment.id}`, 303)
  })

  app.get<WithId>('/payments/:id/return', async (request, reply) => {
    const payment = bank.payments.find(request.params.id)
    if (!payment) return sendNotFound(request, reply)
    const target = returnOf(bank, payment)
    if (target.url === undefined) return reply.redirect(`/payments/${payment.id}`, 303)
    leaveBank(bank, payment)
    if (target.method === 'GET') return reply.redirect(appendQuery(target.url, target.text), 303)
    return reply.type('text/html').send(returnPage(payment, target))
  })
}
