import { error, redirect } from '@sveltejs/kit'
import { graphql } from '#lib/graphql/graphql.ts'
import { formAction } from '#lib/server/form-action.ts'
import { rawTextOf } from '#lib/server/form-data.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import { endOfDay, startOfDay } from '#lib/time.ts'
import { webhookQuery } from '#lib/webhook/webhook.documents.ts'
import { readDeliveryFilter } from '#lib/webhook/delivery-filter.ts'
import { WEBHOOK_FIELDS, webhookInput } from '../webhook-input.ts'
import type { Actions, PageServerLoad } from './$types'

const PAGE_SIZE = 25

export const load: PageServerLoad = async (event) => {
  const filter = readDeliveryFilter(event.url.searchParams)
  const cursors = event.url.searchParams.getAll('after')
  const { webhook, webhookEventTypes, webhookPayloadSchema, webhookDeliveries, layout } =
    await queryForShopPage(event, webhookQuery, {
      id: event.params.id,
      status: filter.status,
      eventType: filter.event,
      first: PAGE_SIZE,
      after: cursors.at(-1) ?? null,
    })
  if (!webhook) error(404, 'Webhook not found', { code: 'NOT_FOUND' })
  return {
    ...layout,
    webhook,
    filter,
    cursors,
    pageSize: PAGE_SIZE,
    events: webhookEventTypes,
    schema: webhookPayloadSchema,
    deliveries: webhookDeliveries,
  }
}

export const actions: Actions = {
  change: formAction({
    document: graphql(`
      mutation ChangeWebhook($id: ID!, $input: WebhookInput!) {
        changeWebhook(id: $id, input: $input) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form, { params }) => ({ id: params.id ?? '', input: webhookInput(form) }),
    givesBack: WEBHOOK_FIELDS,
  }),
  rotate: formAction({
    document: graphql(`
      mutation RotateWebhookSecret($id: ID!, $overlapHours: Int!) {
        rotateWebhookSecret(id: $id, overlapHours: $overlapHours) {
          secret
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form, { params }) => ({
      id: params.id ?? '',
      overlapHours: Number(rawTextOf(form, 'overlapHours')) || 0,
    }),
    onSuccess: ({ secret }) => ({ secret }),
    givesBack: ['overlapHours'],
  }),
  test: formAction({
    document: graphql(`
      mutation SendTestEvent($id: ID!) {
        sendTestEvent(webhookId: $id) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (_form, { params }) => ({ id: params.id ?? '' }),
  }),
  replay: formAction({
    document: graphql(`
      mutation ReplayEvents($id: ID!, $from: DateTime!, $to: DateTime!) {
        replayEvents(webhookId: $id, from: $from, to: $to) {
          count
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form, { params }) => {
      const timeZone = rawTextOf(form, 'timeZone')
      const never = new Date(0).toISOString()
      return {
        id: params.id ?? '',
        from: startOfDay(rawTextOf(form, 'from'), timeZone) ?? never,
        to: endOfDay(rawTextOf(form, 'to'), timeZone) ?? never,
      }
    },
    onSuccess: ({ count }) => ({ replayed: count }),
    givesBack: ['from', 'to'],
  }),
  repeat: formAction({
    document: graphql(`
      mutation RepeatDelivery($id: ID!) {
        repeatDelivery(deliveryId: $id) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => ({ id: rawTextOf(form, 'delivery') }),
    givesBack: ['delivery'],
  }),
  remove: formAction({
    document: graphql(`
      mutation DeleteWebhook($id: ID!) {
        deleteWebhook(id: $id) {
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (_form, { params }) => ({ id: params.id ?? '' }),
    onSuccess: (_payload, { params }) => redirect(303, `/${params.shop}/settings/webhooks`),
  }),
}
