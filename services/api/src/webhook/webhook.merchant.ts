import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql'
import type { MerchantContext } from '../app/context.ts'
import { DateTime } from '../kernel/date-time.type.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { merchantPayload, toPayload } from '../kernel/payload.ts'
import { changeWebhook } from './change-webhook.ts'
import { createWebhook } from './create-webhook.ts'
import { defaultDocument } from './default-document.ts'
import { deleteWebhook } from './delete-webhook.ts'
import { findWebhook, listWebhooks } from './list-webhooks.ts'
import { PAYLOAD_SCHEMA } from './payload-schema.ts'
import { repeatDelivery } from './repeat-delivery.ts'
import { replayEvents } from './replay-events.ts'
import { rotateWebhookSecret } from './rotate-webhook-secret.ts'
import { sendTestEvent } from './send-test-event.ts'
import { WEBHOOK_EVENT_NAMES } from './webhook-events.ts'
import {
  WebhookDeliveryType,
  WebhookEventDescription,
  WebhookInputType,
  WebhookType,
} from './webhook.type.ts'

const webhook = { type: () => WebhookType, description: 'As it is now; null if it was refused.' }
const secret = {
  type: () => String,
  description: 'The secret that verifies signatures, which is never shown again.',
}
const delivery = { type: () => WebhookDeliveryType, description: 'Waits to be sent; null if it was refused.' }
const CreateWebhookPayload = merchantPayload('CreateWebhookPayload', { webhook, secret })
const RotateWebhookSecretPayload = merchantPayload('RotateWebhookSecretPayload', { webhook, secret })
const ChangeWebhookPayload = merchantPayload('ChangeWebhookPayload', { webhook })
const DeleteWebhookPayload = merchantPayload('DeleteWebhookPayload', {})
const SendTestEventPayload = merchantPayload('SendTestEventPayload', { delivery })
const RepeatDeliveryPayload = merchantPayload('RepeatDeliveryPayload', { delivery })
const ReplayEventsPayload = merchantPayload('ReplayEventsPayload', {
  count: { type: () => Int, description: 'How many events are sent.' },
})

const read = { access: 'webhook.manage', rateLimit: 'member' } as const
/** Where the data of orders goes. */
const change = { ...read, recentAuthentication: true } as const

/** The webhooks of a shop. */
@Resolver()
export class WebhookResolver {
  @Query(() => [WebhookType], { description: 'Oldest first.' })
  @EntryPoint(read)
  webhooks(@Ctx() ctx: MerchantContext): Promise<WebhookType[]> {
    return listWebhooks(ctx)
  }

  @Query(() => WebhookType, {
    nullable: true,
    description: 'A webhook of the shop; null if there is none with this id.',
  })
  @EntryPoint(read)
  webhook(
    @Ctx() ctx: MerchantContext,
    @Arg('id', () => ID, { description: 'Of the webhook.' }) id: string,
  ): Promise<WebhookType | null> {
    return findWebhook(ctx, id)
  }

  @Query(() => [WebhookEventDescription], { description: 'What a webhook can be told of.' })
  @EntryPoint(read)
  webhookEventTypes(): WebhookEventDescription[] {
    return WEBHOOK_EVENT_NAMES.map((type) => ({ type, defaultDocument: defaultDocument(type) }))
  }

  @Query(() => String, { description: 'The GraphQL schema that documents of payloads are written for.' })
  @EntryPoint(read)
  webhookPayloadSchema(): string {
    return PAYLOAD_SCHEMA.trim()
  }

  @Mutation(() => CreateWebhookPayload, { description: 'At most ten per shop.' })
  @EntryPoint(change)
  createWebhook(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => WebhookInputType, { description: 'All of it: what is absent gets its default.' })
    input: WebhookInputType,
  ) {
    return toPayload(ctx, CreateWebhookPayload, () => createWebhook(ctx, input))
  }

  @Mutation(() => ChangeWebhookPayload, { description: 'What waits is sent to the new address.' })
  @EntryPoint(change)
  changeWebhook(
    @Ctx() ctx: MerchantContext,
    @Arg('id', () => ID, { description: 'Of the webhook.' }) id: string,
    @Arg('input', () => WebhookInputType, { description: 'All of it: what is absent gets its default.' })
    input: WebhookInputType,
  ) {
    return toPayload(ctx, ChangeWebhookPayload, async () => ({
      webhook: await changeWebhook(ctx, { ...input, id }),
    }))
  }

  @Mutation(() => DeleteWebhookPayload, { description: 'With its deliveries.' })
  @EntryPoint(read)
  deleteWebhook(
    @Ctx() ctx: MerchantContext,
    @Arg('id', () => ID, { description: 'Of the webhook.' }) id: string,
  ) {
    return toPayload(ctx, DeleteWebhookPayload, async () => {
      await deleteWebhook(ctx, { id })
      return {}
    })
  }

  @Mutation(() => RotateWebhookSecretPayload, {
    description: 'Replaces the secret that verifies signatures.',
  })
  @EntryPoint(change)
  rotateWebhookSecret(
    @Ctx() ctx: MerchantContext,
    @Arg('id', () => ID, { description: 'Of the webhook.' }) id: string,
    @Arg('overlapHours', () => Int, {
      defaultValue: 24,
      description: 'How long payloads are signed with the old secret too: 0 to 720.',
    })
    overlapHours: number,
  ) {
    return toPayload(ctx, RotateWebhookSecretPayload, () => rotateWebhookSecret(ctx, { id, overlapHours }))
  }

  @Mutation(() => SendTestEventPayload, { description: 'Sends an event that belongs to no order.' })
  @EntryPoint(read)
  sendTestEvent(
    @Ctx() ctx: MerchantContext,
    @Arg('webhookId', () => ID, { description: 'Of the webhook.' }) webhookId: string,
  ) {
    return toPayload(ctx, SendTestEventPayload, async () => ({
      delivery: await sendTestEvent(ctx, { webhookId }),
    }))
  }

  @Mutation(() => RepeatDeliveryPayload, {
    description: 'Sends what has ended again, with the same id, and as the order is now.',
  })
  @EntryPoint(read)
  repeatDelivery(
    @Ctx() ctx: MerchantContext,
    @Arg('deliveryId', () => ID, { description: 'Of one that was accepted or given up.' }) deliveryId: string,
  ) {
    return toPayload(ctx, RepeatDeliveryPayload, async () => ({
      delivery: await repeatDelivery(ctx, { deliveryId }),
    }))
  }

  @Mutation(() => ReplayEventsPayload, {
    description: 'Sends again what happened in a period of the last 30 days, 10,000 events at most.',
  })
  @EntryPoint(read)
  replayEvents(
    @Ctx() ctx: MerchantContext,
    @Arg('webhookId', () => ID, { description: 'Of the webhook.' }) webhookId: string,
    @Arg('from', () => DateTime, { description: 'At most 30 days ago.' }) from: Date,
    @Arg('to', () => DateTime, { description: 'Excluded.' }) to: Date,
  ) {
    return toPayload(ctx, ReplayEventsPayload, async () => ({
      count: await replayEvents(ctx, { webhookId, from, to }),
    }))
  }
}
