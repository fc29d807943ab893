import { expect } from 'vitest'
import { WEBHOOK_EVENT_NAMES } from '../../src/webhook/webhook-events.ts'
import type { MerchantCase } from './merchant-cases.ts'

const INPUT = '{ url: "https://receiver.test/", eventTypes: [ORDER_PAID] }'

/** Cases of webhooks. */
export const webhookCases: Record<string, MerchantCase> = {
  'Query.webhooks': {
    document: '{ webhooks { url } }',
    atLeast: 'OWNER',
    foreign: [{ url: 'https://ours.receiver.test/' }],
  },
  'Query.webhook': {
    document: 'query ($id: ID!) { webhook(id: $id) { url } }',
    atLeast: 'OWNER',
    variables: ({ webhookId }) => ({ id: webhookId }),
    foreign: null,
  },
  'Query.webhookEventTypes': {
    document: '{ webhookEventTypes { type } }',
    atLeast: 'OWNER',
    foreign: WEBHOOK_EVENT_NAMES.map((type) => ({ type })),
  },
  'Query.webhookPayloadSchema': {
    document: '{ webhookPayloadSchema }',
    atLeast: 'OWNER',
    // The same for all shops. A plain text would be an error code.
    foreign: expect.stringContaining('type Query') as unknown,
  },
  'Query.webhookDeliveries': {
    document:
      'query ($id: ID!) { webhookDeliveries(webhookId: $id) { totalCount nodes { id attempts { id } } } }',
    atLeast: 'OWNER',
    variables: ({ webhookId }) => ({ id: webhookId }),
    foreign: { totalCount: 0, nodes: [] },
  },
  'Mutation.createWebhook': {
    document: `mutation { createWebhook(input: { url: "https://127.0.0.1/", eventTypes: [ORDER_PAID] }) { webhook { id } userErrors { code } } }`,
    atLeast: 'OWNER',
    foreign: { webhook: null, userErrors: [{ code: 'WEBHOOK_URL_NOT_PUBLIC' }] },
  },
  'Mutation.changeWebhook': {
    document: `mutation ($id: ID!) { changeWebhook(id: $id, input: ${INPUT}) { webhook { url } userErrors { code } } }`,
    atLeast: 'OWNER',
    variables: ({ webhookId }) => ({ id: webhookId }),
    foreign: { webhook: null, userErrors: [{ code: 'NOT_FOUND' }] },
  },
  'Mutation.rotateWebhookSecret': {
    document: 'mutation ($id: ID!) { rotateWebhookSecret(id: $id) { webhook { url } userErrors { code } } }',
    atLeast: 'OWNER',
    variables: ({ webhookId }) => ({ id: webhookId }),
    foreign: { webhook: null, userErrors: [{ code: 'NOT_FOUND' }] },
  },
  'Mutation.sendTestEvent': {
    document: 'mutation ($id: ID!) { sendTestEvent(webhookId: $id) { delivery { id } userErrors { code } } }',
    atLeast: 'OWNER',
    variables: ({ webhookId }) => ({ id: webhookId }),
    foreign: { delivery: null, userErrors: [{ code: 'NOT_FOUND' }] },
  },
  'Mutation.repeatDelivery': {
    document:
      'mutation ($id: ID!) { repeatDelivery(deliveryId: $id) { delivery { id } userErrors { code } } }',
    atLeast: 'OWNER',
    variables: ({ deliveryId }) => ({ id: deliveryId }),
    foreign: { delivery: null, userErrors: [{ code: 'NOT_FOUND' }] },
  },
  'Mutation.replayEvents': {
    document: `mutation ($id: ID!, $from: DateTime!, $to: DateTime!) {
      replayEvents(webhookId: $id, from: $from, to: $to) { count userErrors { code } } }`,
    atLeast: 'OWNER',
    variables: ({ webhookId }) => ({
      id: webhookId,
      from: new Date(Date.now() - 3_600_000).toISOString(),
      to: new Date().toISOString(),
    }),
    foreign: { count: null, userErrors: [{ code: 'NOT_FOUND' }] },
  },
  'Mutation.deleteWebhook': {
    document: 'mutation ($id: ID!) { deleteWebhook(id: $id) { userErrors { code } } }',
    atLeast: 'OWNER',
    variables: ({ webhookId }) => ({ id: webhookId }),
    foreign: { userErrors: [{ code: 'NOT_FOUND' }] },
  },
}
