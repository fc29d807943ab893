import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql'
import type { MerchantContext } from '../app/context.ts'
import { toConnection } from '../kernel/connection.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { batchLoad } from '../platform/db/batch-load.ts'
import { listDeliveries, MAX_DELIVERY_PAGE } from './list-deliveries.ts'
import { attemptsOfDeliveries, type DeliveryStatus } from './webhook-delivery.ts'
import type { TEST_EVENT, WebhookEventName } from './webhook-events.ts'
import {
  WebhookAttemptType,
  WebhookDeliveryConnection,
  WebhookDeliveryStatus,
  WebhookDeliveryType,
  WebhookEventType,
} from './webhook.type.ts'

/** What was sent to the webhooks of a shop. */
@Resolver(() => WebhookDeliveryType)
export class WebhookDeliveryResolver {
  @Query(() => WebhookDeliveryConnection, {
    description: `Newest first, at most ${MAX_DELIVERY_PAGE} at a time.`,
  })
  @EntryPoint({ access: 'webhook.manage', rateLimit: 'member' })
  async webhookDeliveries(
    @Ctx() ctx: MerchantContext,
    @Arg('webhookId', () => ID, { description: 'Of which webhook.' }) webhookId: string,
    @Arg('status', () => WebhookDeliveryStatus, { nullable: true, description: 'Only those in this state.' })
    status?: DeliveryStatus | null,
    @Arg('eventType', () => WebhookEventType, { nullable: true, description: 'Only those of this event.' })
    eventType?: WebhookEventName | typeof TEST_EVENT | null,
    @Arg('first', () => Int, { defaultValue: 25, description: 'How many at most.' }) first = 25,
    @Arg('after', () => String, { nullable: true, description: '`PageInfo.endCursor` of the page before.' })
    after?: string | null,
  ) {
    const page = await listDeliveries(ctx, { webhookId, status, eventType }, { first, after })
    return toConnection(page, (delivery) => delivery)
  }

  @FieldResolver(() => [WebhookAttemptType], { description: 'Oldest first.' })
  attempts(@Ctx() ctx: MerchantContext, @Root() { id }: WebhookDeliveryType): Promise<WebhookAttemptType[]> {
    return batchLoad(ctx, attemptsOfDeliveries, ({ deliveryId }) => deliveryId, id)
  }
}
