import type { MerchantContext } from '../app/context.ts'
import { collectErrors } from '../kernel/collect-errors.ts'
import { reject } from '../kernel/errors.ts'
import { rejectCardInText } from '../kernel/read-text.ts'
import { trimInvisible } from '../kernel/visible-text.ts'
import { checkDocument } from './check-document.ts'
import { parseWebhookUrl } from './parse-webhook-url.ts'
import type { WebhookEventName } from './webhook-events.ts'

const MAX_DESCRIPTION_LENGTH = 200

/** An endpoint as a member enters it. */
export interface WebhookInput {
  url: string
  /** May be empty. */
  description: string
  eventTypes: WebhookEventName[]
  /** Empty or null for the default document of each event. */
  document?: string | null | undefined
  isActive: boolean
}

/**
 * @throws OperationError WEBHOOK_URL_INVALID, WEBHOOK_URL_NOT_PUBLIC, TEXT_TOO_LONG, CARD_NUMBER_IN_TEXT, WEBHOOK_EVENTS_MISSING, WEBHOOK_DOCUMENT_INVALID,
 * WEBHOOK_DOCUMENT_NAMES_BUYERS
 */
export function parseWebhook(ctx: MerchantContext, input: WebhookInput): Required<WebhookInput> {
  const [url, description, eventTypes, document] = collectErrors(
    () => parseWebhookUrl(input.url, ctx.app.env.allowsWebhooksToLoopback),
    () => parseDescription(input.description),
    () =>
      input.eventTypes.length > 0
        ? [...new Set(input.eventTypes)]
        : reject('WEBHOOK_EVENTS_MISSING', 'eventTypes'),
    () => parseDocument(ctx, input.document),
  )
  return { url, description, eventTypes, document, isActive: input.isActive }
}

function parseDescription(text: string): string {
  const description = trimInvisible(text)
  if (description.length > MAX_DESCRIPTION_LENGTH) reject('TEXT_TOO_LONG', 'description')
  rejectCardInText(description, 'description')
  return description
}

function parseDocument({ permissions }: MerchantContext, text: string | null | undefined): string | null {
  const document = text?.trim()
  if (!document) return null
  checkDocument(document, permissions)
  return document
}
