import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Bank } from './bank.ts'
import { decidePayment, isDecidable, leaveBank } from './decide-payment.ts'
import { readForm } from './form.ts'
import { misbehaviourSchema, standingSchema } from './misbehaviour.ts'
import { notifyPayment, replayDelivery } from './notify-payment.ts'
import { outcomes } from './outcome.ts'
import { returnOf } from './page-routes.ts'
import type { Payment } from './payment.ts'
import { payboxPublicKey } from './protocols/paybox-keys.ts'
import { sources } from './protocols/protocol.ts'

type WithId = { Params: { id: string } }

const decisionSchema = z.strictObject({
  outcome: z.enum(outcomes),
  brand: z.enum(['CB', 'VISA', 'MASTERCARD']).optional(),
  misbehaviour: misbehaviourSchema.optional(),
})

const notificationSchema = misbehaviourSchema.omit({ timing: true }).extend({
  outcome: z.enum(outcomes).optional(),
  source: z.enum(sources).default('BO'),
  /** Sends the very bytes of that delivery (0: the first, -1: the last) again, and nothing else. */
  replay: z.number().int().optional(),
})

/** A payment as the API shows it: without the account's keys. */
function show({ account, ...payment }: Payment) {
  return { ...payment, shop: account.shop }
}

/** What tests drive the bank with. Every body is JSON; a wrong one gets 400 and says what is wrong. */
export function apiRoutes(app: FastifyInstance, bank: Bank): void {
  const find = (id: string): Payment => {
    const payment = bank.payments.find(id)
    if (!payment) throw Object.assign(new Error('no such payment'), { statusCode: 404 })
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

  app.get('/api/misbehave', () => bank.misbehaviours.list())
  app.post('/api/misbehave', async (request, reply) => {
    bank.misbehaviours.order(standingSchema.parse(request.body))
    return reply.code(201).send(bank.misbehaviours.list())
  })
  app.delete('/api/misbehave', async (_, reply) => {
    bank.misbehaviours.reset()
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
        .map(show)
    },
  )
  app.get<WithId>('/api/payments/:id', (request) => show(find(request.params.id)))

  app.post<WithId>('/api/payments/:id/decide', async (request, reply) => {
    const payment = find(request.params.id)
    const decision = decisionSchema.parse(request.body)
    if (!isDecidable(payment)) return reply.code(409).send({ error: `already ${payment.status}` })
    await decidePayment(bank, payment, decision)
    return show(payment)
  })

  app.post<WithId>('/api/payments/:id/notify', async (request, reply) => {
    const payment = find(request.params.id)
    const { outcome, source, late, replay, ...faults } = notificationSchema.parse(request.body ?? {})
    const fallback = payment.status === 'open' ? 'paid' : payment.status
    const earlier = replay === undefined ? undefined : payment.deliveries.at(replay)
    if (replay !== undefined && !earlier) return reply.code(409).send({ error: 'nothing to replay' })
    const notify = async () =>
      earlier
        ? [await replayDelivery(bank, payment, earlier, faults.url)]
        : notifyPayment(bank, payment, outcome ?? fallback, faults, source)
    if (late === 0) return { deliveries: await notify() }
    bank.later(late, () => void notify())
    return reply.code(202).send({ deliveries: [] })
  })

  app.post<WithId>('/api/payments/:id/return', (request) => {
    const payment = find(request.params.id)
    const { url, method, text } = returnOf(bank, payment)
    leaveBank(bank, payment)
    return { url, method, fields: readForm(text).map(([name, value]) => ({ name, value })) }
  })
}
