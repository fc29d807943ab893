import { graphql } from '#lib/graphql/graphql.ts'
import { formAction } from '#lib/server/form-action.ts'
import { queryForShopPage } from '#lib/server/query-for-page.ts'
import { webhookFormQuery } from '#lib/webhook/webhook.documents.ts'
import { WEBHOOK_FIELDS, webhookInput } from '../webhook-input.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { webhookEventTypes, webhookPayloadSchema, layout } = await queryForShopPage(
    event,
    webhookFormQuery,
    {},
  )
  return { ...layout, events: webhookEventTypes, schema: webhookPayloadSchema }
}

export const actions: Actions = {
  create: formAction({
    document: graphql(`
      mutation CreateWebhook($input: WebhookInput!) {
        createWebhook(input: $input) {
          webhook {
            id
          }
          secret
          userErrors {
            code
            message
            field
          }
        }
      }
    `),
    variables: (form) => ({ input: webhookInput(form) }),
    onSuccess: ({ webhook, secret }) => ({ created: webhook && secret ? { id: webhook.id, secret } : null }),
    givesBack: WEBHOOK_FIELDS,
  }),
}
