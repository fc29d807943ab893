import { v7 } from 'uuid'
import { newWebhookSecret, sealWebhookSecret } from '../src/webhook/sign-webhook.ts'
import type { TestApi } from './api.ts'
import { headersOf, merchant } from './member.ts'
import type { TestShop } from './shop.ts'
import { executeAllInShop, executeInShop, queryInShop } from './sql.ts'

/** Inserts an endpoint for paid orders, whose secret nobody needs, with a test that was delivered. */
export async function insertTestWebhook(
  api: TestApi,
  shop: { id: string },
  url: string,
): Promise<{ webhookId: string; deliveryId: string }> {
  const [webhookId, deliveryId] = [v7(), v7()]
  const sealed = sealWebhookSecret(api.app.env.webhookKeys, shop.id, webhookId, newWebhookSecret())
  await executeAllInShop(api, shop, [
    [
      `insert into webhook_endpoint (shop_id, id, url, description, event_types, sealed_secret) values ($1, $2, $3, '', '{ORDER_PAID}', $4)`,
      ...[shop.id, webhookId, url, sealed],
    ],
    [
      `insert into webhook_delivery (shop_id, id, endpoint_id, event_type, stream_id, status, ended_at, attempts)
       values ($1, $2, $3, 'TEST', $2, 'DELIVERED', now(), 1)`,
      ...[shop.id, deliveryId, webhookId],
    ],
  ])
  return { webhookId, deliveryId }
}

/** Inserts an event of the order that a receiver answered with this text. */
export async function insertTestAnswer(
  api: TestApi,
  shop: { id: string },
  orderId: string,
  text: string,
): Promise<void> {
  const { webhookId } = await insertTestWebhook(api, shop, 'https://receiver.test/')
  const [eventId, deliveryId] = [v7(), v7()]
  await executeAllInShop(api, shop, [
    [
      `insert into domain_event (shop_id, id, stream_id, order_id, sequence, type, actor, processed_at)
       select $1, $2, $3, $3, event_count + 1000, 'card.approved', 'system', now() from "order" where id = $3`,
      ...[shop.id, eventId, orderId],
    ],
    [
      `insert into webhook_delivery (shop_id, id, endpoint_id, event_type, event_id, stream_id, status) values ($1, $2, $3, 'ORDER_PAID', $4, $5, 'FAILED')`,
      ...[shop.id, deliveryId, webhookId, eventId, orderId],
    ],
    [
      'insert into webhook_attempt (shop_id, id, delivery_id, at, duration_ms, status, excerpt) values ($1, $2, $3, now(), 1, 500, $4)',
      ...[shop.id, v7(), deliveryId, text],
    ],
  ])
}

interface Attempt {
  durationMs: number
  status: number | null
  failure: string | null
  excerpt: string | null
}
export interface ShownDelivery {
  id: string
  messageId: string
  eventType: string
  orderCode: string | null
  status: string
  attempts: Attempt[]
}
export interface ShownWebhook {
  id: string
  url: string
  description: string
  eventTypes: string[]
  document: string | null
  isActive: boolean
  goneAt: string | null
  previousSecretEndsAt: string | null
  waiting: number
  failures: number
}
interface Payload {
  webhook?: ShownWebhook | null
  secret?: string | null
  delivery?: ShownDelivery | null
  count?: number | null
  userErrors: { code: string; field: string[] | null; message: string }[]
}

const WEBHOOK = 'id url description eventTypes document isActive goneAt previousSecretEndsAt waiting failures'
const DELIVERY = 'id messageId eventType orderCode status attempts { durationMs status failure excerpt }'
const ERRORS = 'userErrors { code field message }'
const DOCUMENTS = {
  create: `mutation ($input: WebhookInput!) { answer: createWebhook(input: $input) { webhook { ${WEBHOOK} } secret ${ERRORS} } }`,
  change: `mutation ($id: ID!, $input: WebhookInput!) { answer: changeWebhook(id: $id, input: $input) { webhook { ${WEBHOOK} } ${ERRORS} } }`,
  remove: `mutation ($id: ID!) { answer: deleteWebhook(id: $id) { ${ERRORS} } }`,
  rotate: `mutation ($id: ID!, $overlapHours: Int!) { answer: rotateWebhookSecret(id: $id, overlapHours: $overlapHours) { webhook { ${WEBHOOK} } secret ${ERRORS} } }`,
  test: `mutation ($id: ID!) { answer: sendTestEvent(webhookId: $id) { delivery { ${DELIVERY} } ${ERRORS} } }`,
  repeat: `mutation ($id: ID!) { answer: repeatDelivery(deliveryId: $id) { delivery { ${DELIVERY} } ${ERRORS} } }`,
  replay: `mutation ($id: ID!, $from: DateTime!, $to: DateTime!) { answer: replayEvents(webhookId: $id, from: $from, to: $to) { count ${ERRORS} } }`,
} as const

/** What an owner of the shop does with webhooks. */
export async function webhookRequests(api: TestApi, shop: TestShop, headers?: Record<string, string>) {
  const ownerHeaders = { 'accept-language': 'en', ...(headers ?? (await headersOf(api, shop, 'OWNER'))) }
  const call = async (name: keyof typeof DOCUMENTS, variables: Record<string, unknown>): Promise<Payload> => {
    const { data, errors } = await merchant<{ answer: Payload } | null>(
      api,
      DOCUMENTS[name],
      variables,
      ownerHeaders,
    )
    if (!data) throw new Error(JSON.stringify(errors))
    return data.answer
  }
  const read = async <T>(query: string, variables: Record<string, unknown>): Promise<T> =>
    (await merchant<T>(api, query, variables, ownerHeaders)).data
  return {
    headers: ownerHeaders,
    call,
    /** Creates an endpoint for all of these events, which must succeed. */
    async create(url: string, eventTypes: string[], rest: Record<string, unknown> = {}) {
      const { webhook, secret, userErrors } = await call('create', { input: { url, eventTypes, ...rest } })
      if (!webhook || !secret) throw new Error(JSON.stringify(userErrors))
      return { ...webhook, secret }
    },
    find: async (id: string) =>
      (
        await read<{ webhook: ShownWebhook | null }>(`query ($id: ID!) { webhook(id: $id) { ${WEBHOOK} } }`, {
          id,
        })
      ).webhook,
    /** Newest first. */
    deliveries: async (id: string, filter: { status?: string; eventType?: string } = {}) =>
      (
        await read<{ webhookDeliveries: { nodes: ShownDelivery[] } }>(
          `query ($id: ID!, $status: WebhookDeliveryStatus, $eventType: WebhookEventType) {
            webhookDeliveries(webhookId: $id, status: $status, eventType: $eventType) { nodes { ${DELIVERY} } } }`,
          { id, ...filter },
        )
      ).webhookDeliveries.nodes,
    /** Makes everything that waits due, as if its time had come. */
    /** Lets endpoints that failed get requests again, and no delivery be due earlier. */
    endPauses: () =>
      executeInShop(
        api,
        shop,
        "update webhook_endpoint set retry_at = now() - interval '1 minute' where shop_id = $1",
        shop.id,
      ),
    passTime: async () => {
      await executeInShop(
        api,
        shop,
        "update webhook_endpoint set retry_at = now() - interval '1 minute' where shop_id = $1",
        shop.id,
      )
      await executeInShop(
        api,
        shop,
        "update webhook_delivery set try_at = now() - interval '1 minute' where shop_id = $1 and status = 'PENDING'",
        shop.id,
      )
    },
    auditSubjects: async (action: string) =>
      (
        await queryInShop<{ subject: string }>(
          api,
          shop,
          'select subject from audit_entry where action = $1 order by at',
          action,
        )
      ).map(({ subject }) => subject),
  }
}
