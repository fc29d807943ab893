import { containsCardNumber } from '@triclic/card-core/text'
import { v7 } from 'uuid'
import type { WorkerApp, WorkerContext } from '../app/context.ts'
import { isOutage } from '../platform/classify-error.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { postOutside, type PostResult } from '../platform/outbound/post-outside.ts'
import type { WebhookJob } from '../platform/queue/queue.ts'
import { reportFailure } from '../platform/telemetry/report-failure.ts'
import { loadShop } from '../shop/load-shop.ts'
import { claimDelivery, type ClaimedDelivery } from './claim-delivery.ts'
import { loadPayload } from './load-payload.ts'
import { queueWebhooks } from './queue-webhooks.ts'
import { recordAttempt, type Attempt } from './record-attempt.ts'
import { openWebhookSecret, signWebhook } from './sign-webhook.ts'

/** Milliseconds after which the deliveries of other endpoints come first. */
const TURN_MS = 20_000

/**
 * Job handler: sends what is due to an endpoint, one after the other. Several such jobs of an endpoint run at the same time. Each delivery is sent at least once: if this
 * process is killed before the answer is recorded, another one sends it again.
 */
export async function deliverWebhooks(app: WorkerApp, { shopId, endpointId }: WebhookJob): Promise<void> {
  const shop = await loadShop(app, shopId)
  if (!shop) return
  const ctx = { app, shop, language: shop.locale }
  const end = Date.now() + TURN_MS
  while (!app.stopping.aborted) {
    const delivery = await claimDelivery(ctx, endpointId)
    if (!delivery) return
    await recordAttempt(ctx, delivery, await attempt(ctx, delivery))
    if (Date.now() >= end) return queueWebhooks(ctx, [{ id: v7(), endpointId }])
  }
}

/** Makes the payload and posts it. */
async function attempt(ctx: WorkerContext, delivery: ClaimedDelivery): Promise<Attempt> {
  const at = new Date()
  const prepared = await prepare(ctx, delivery, at)
  if (!prepared) return { at, durationMs: 0, failure: 'NOT_PREPARED' }
  const result = await postOutside(delivery.url, {
    ...prepared,
    allowsLoopback: ctx.app.env.allowsWebhooksToLoopback,
  })
  return { at, ...withoutCardNumbers(result) }
}

/** The body and its headers; null, and a report in the log, if they cannot be made. */
async function prepare(ctx: WorkerContext, delivery: ClaimedDelivery, at: Date) {
  const id = delivery.messageId
  try {
    const body = await inTransaction(ctx, (tx) =>
      loadPayload(tx, { ...delivery, id, occurredAt: new Date(delivery.event?.at ?? delivery.createdAt) }),
    )
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Triclic-Webhooks/1',
      ...signWebhook(secretsOf(ctx, delivery), { id, at, body }),
    }
    return { headers, body }
  } catch (error) {
    if (isOutage(error)) throw error
    const message = 'A webhook could not be prepared; will retry'
    reportFailure(ctx.app.log, 'job', error, { shop: ctx.shop.id, delivery: delivery.id }, message)
    return null
  }
}

const secretsOf = ({ app, shop }: WorkerContext, delivery: ClaimedDelivery): string[] =>
  [delivery.sealedSecret, delivery.previousSealedSecret]
    .filter((sealed) => sealed !== null)
    .map((sealed) => openWebhookSecret(app.env.webhookKeys, shop.id, delivery.endpointId, sealed))

/** What a receiver answers is stored unencrypted, as a text of PostgreSQL. */
function withoutCardNumbers(result: PostResult): PostResult {
  if ('failure' in result) return result
  const excerpt = containsCardNumber(result.excerpt) ? '' : result.excerpt.replaceAll('\0', '\uFFFD')
  return { ...result, excerpt }
}
