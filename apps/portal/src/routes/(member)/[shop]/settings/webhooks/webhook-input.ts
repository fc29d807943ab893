import type { WebhookEventType } from '#lib/webhook/webhook.documents.ts'
import { rawTextOf, textOf } from '#lib/server/form-data.ts'

/** The fields of a webhook, as the form sends them. The API refuses an event that it does not know. */
export const webhookInput = (form: FormData) => ({
  url: rawTextOf(form, 'url'),
  description: rawTextOf(form, 'description'),
  eventTypes: form.getAll('eventTypes').map(String) as WebhookEventType[],
  document: textOf(form, 'document'),
  isActive: form.get('isActive') === 'yes',
})

export const WEBHOOK_FIELDS = ['url', 'description', 'document'] as const
