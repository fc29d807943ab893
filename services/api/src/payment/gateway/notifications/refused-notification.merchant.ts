import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql'
import type { MerchantContext } from '../../../app/context.ts'
import { EntryPoint } from '../../../kernel/entry-point.ts'
import { listRefusedNotifications } from './list-refused-notifications.ts'
import { RefusedNotificationConnection, toRefusedConnection } from './refused-notification.type.ts'

@Resolver()
export class RefusedNotificationResolver {
  @Query(() => RefusedNotificationConnection, {
    description: 'Newest first; of many similar ones in an hour, some are listed and the others counted.',
  })
  @EntryPoint({ access: 'unmatched_payment.read', rateLimit: 'member' })
  async refusedNotifications(
    @Ctx() ctx: MerchantContext,
    @Arg('first', () => Int, {
      defaultValue: 25,
      nullable: true,
      description: '1 to 50: BAD_USER_INPUT otherwise.',
    })
    first: number,
    @Arg('after', () => String, {
      nullable: true,
      description: '`PageInfo.endCursor` of the page before; null for the first page.',
    })
    after?: string | null,
  ): Promise<RefusedNotificationConnection> {
    return toRefusedConnection(await listRefusedNotifications(ctx, { first: first ?? 25, after }))
  }
}
