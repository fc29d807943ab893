import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Bank } from './bank.ts'
import { decidePayment, isDecidable, leaveBank } from './decide-payment.ts'
import { readForm } from './form.ts'
import { misbehaviourRuleSchema, misbehaviourSchema } from './misbehaviour.ts'
import { notifyPayment, replayDelivery } from './notify-payment.ts'
import { returnOf } from './page-routes.ts'
import { outcomes, type Payment } from './payment.ts'
import { payboxPublicKey } from './protocols/paybox-keys.ts'
import { notificationSources } from './protocols/protocol.ts'

type WithId = { Params: { id: string } }

const decisionSchema = z.strictObject({
  outcome: z.enum(outcomes),
  brand: z.enum(['CB', 'VISA', 'MASTERCARD']).optional(),
  misbehaviour: misbehaviourSchema.optional(),
})

const notificationSchema = misbehaviourSchema.omit({ timing: true }).extend({
  outcome: z.enum(outcomes).optional(),
  source: z.enum(notificationSources).default('BO'),
  /** Sends an exact copy of this delivery (0: the first, -1: the last) instead of a new notification. */
  replay: z.number().int().optional(),
})

/** A payment as the API returns it, without the keys of the account. */
function toJson({ account, ...payment }: Payment) {
  return { ...payment, shop: account.shop }
}

/** JSON API for tests. An invalid body gets status 400 and the reason. */
export function apiRoutes(app: FastifyInstance, bank: Bank): void {
  const findPayment = (id: string): Payment => {
    const payment = bank.payments.find(id)
    if (!payment) throw Object.assign(new Error('Payment not found'), { statusCode: 404 })
    return payment
  }

  app.get('/health/live', () => ({ status: 'ok' }))

  app.get('/api/accounts', () =>
    bank.accounts.list().map(({ shop, protocol, name, notifyUrl }) => ({ shop, protocol, name, notifyUrl })),
  )
  app.post('/api/accounts', async (request, reply) => {
    const { shop, protocol } = bank.accounts.add(request.body)
    return reply.code(201).send({ shop, protocol })
  })

  app.get('/api/paybox/public-key', (_, reply) =>
    reply.type('application/x-pem-file').send(payboxPublicKey()),
  )

  app.get('/api/misbehave', () => bank.misbehaviourRules.list())
  app.post('/api/misbehave', async (request, reply) => {
    bank.misbehaviourRules.add(misbehaviourRuleSchema.parse(request.body))
    return reply.code(201).send(bank.misbehaviourRules.list())
  })
  app.delete('/api/misbehave', async (_, reply) => {
    bank.misbehaviourRules.clear()
    return reply.code(204).send()
  })

  app.get('/api/rejections', () => bank.rejections)

  app.get<{ Querystring: { shop?: string; reference?: string; orderId?: string } }>(
    '/api/payments',
    (request) => {
      const { shop, reference, orderId } = request.query
      return bank.payments
        .list()
        .filter((payment) => shop === undefined || payment.account.shop === shop)
        .filter((payment) => reference === undefined || payment.reference === reference)
        .filter((payment) => orderId === undefined || payment.orderId === orderId)
        .map(toJson)
    },
  )
  app.get<WithId>('/api/payments/:id', (request) => toJson(findPayment(request.params.id)))

  app.post<WithId>('/api/payments/:id/decide', async (request, reply) => {
    const payment = findPayment(request.params.id)
    const decision = decisionSchema.parse(request.body)
    if (!isDecidable(payment)) {
      return reply.code(409).send({ error: `The payment is already ${payment.status}` })
    }
    await decidePayment(bank, payment, decision)
    return toJson(payment)
  })

  app.post<WithId>('/api/payments/:id/notify', async (request, reply) => {
    const payment = findPayment(request.params.id)
    const { outcome, source, late, replay, ...faults } = notificationSchema.parse(request.body ?? {})
    const defaultOutcome = payment.status === 'open' ? 'paid' : payment.status
    const earlier = replay === undefined ? undefined : payment.deliveries.at(replay)
    if (replay !== undefined && !earlier) {
      return reply.code(409).send({ error: 'There is no such delivery to replay' })
    }
    const notify = async () =>
      earlier
        ? [await replayDelivery(bank, payment, earlier, faults.url)]
        : notifyPayment(bank, payment, outcome ?? defaultOutcome, faults, source)
    if (late === 0) return { deliveries: await notify() }
    bank.schedule(late, () => void notify())
    return reply.code(202).send({ deliveries: [] })
  })

  app.post<WithId>('/api/payments/:id/return', (request) => {
    const payment = findPayment(request.params.id)
    const { url, method, text } = returnOf(bank, payment)
    leaveBank(bank, payment)
    return { url, method, fields: readForm(text).map(([name, value]) => ({ name, value })) }
  })
}
