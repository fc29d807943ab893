import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql'
import type { MerchantRequest } from '../../../app/context.ts'
import { requirePermission } from '../../../kernel/require-permission.ts'
import { listRefusedNotifications } from './list-refused-notifications.ts'
import { RefusedNotificationConnection, toRefusedConnection } from './refused-notification.type.ts'

@Resolver()
export class RefusedNotificationResolver {
  @Query(() => RefusedNotificationConnection, {
    description: 'Newest first; at most a thousand a day are kept.',
  })
  async refusedNotifications(
    @Ctx() request: MerchantRequest,
    @Arg('first', () => Int, { defaultValue: 25, nullable: true }) first: number,
    @Arg('after', () => String, { nullable: true }) after?: string | null,
  ): Promise<RefusedNotificationConnection> {
    const ctx = requirePermission(request, 'VIEWER')
    return toRefusedConnection(await listRefusedNotifications(ctx, { first: first ?? 25, after }))
  }
}
