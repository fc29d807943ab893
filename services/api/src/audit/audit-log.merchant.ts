import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql'
import type { MerchantContext } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { toPageInfo } from '../kernel/page-info.type.ts'
import { ACTION_TEXTS, actionText } from './action-texts.ts'
import { AuditAction, AuditLogConnection, AuditLogFilterInput, AuditMember } from './audit-log.type.ts'
import { listAuditLog, MAX_AUDIT_PAGE } from './list-audit-log.ts'
import { listAuditMembers } from './list-audit-members.ts'

@Resolver()
export class AuditLogResolver {
  @Query(() => AuditLogConnection, { description: `Newest first, at most ${MAX_AUDIT_PAGE} at a time.` })
  @EntryPoint({ access: 'audit.read', rateLimit: 'member' })
  async auditLog(
    @Ctx() ctx: MerchantContext,
    @Arg('filter', () => AuditLogFilterInput, { nullable: true, description: 'Null for all entries.' })
    filter?: AuditLogFilterInput | null,
    @Arg('first', () => Int, { defaultValue: 50, description: '1 to 500: BAD_USER_INPUT otherwise.' })
    first = 50,
    @Arg('after', () => String, {
      nullable: true,
      description: '`PageInfo.endCursor` of the page before; null for the first page.',
    })
    after?: string | null,
  ): Promise<AuditLogConnection> {
    const { rows, hasNextPage } = await listAuditLog(ctx, {
      filter: filter ?? null,
      first,
      after: after ?? null,
    })
    const page = { totalCount: 0, hasNextPage, hasPreviousPage: after != null }
    return {
      nodes: rows.map((row) => ({ ...row, actionText: actionText(row.action, ctx.language) })),
      pageInfo: toPageInfo(page, rows),
    }
  }

  @Query(() => [AuditAction], { description: 'Every action that the audit log can hold, by text.' })
  @EntryPoint({ access: 'audit.read', rateLimit: 'member' })
  auditActions(@Ctx() ctx: MerchantContext): AuditAction[] {
    return Object.keys(ACTION_TEXTS)
      .map((name) => ({ name, text: actionText(name, ctx.language) }))
      .sort((a, b) => a.text.localeCompare(b.text, ctx.language))
  }

  @Query(() => [AuditMember], { description: 'Everybody with entries in the audit log, by name.' })
  @EntryPoint({ access: 'audit.read', rateLimit: 'member' })
  auditMembers(@Ctx() ctx: MerchantContext): Promise<AuditMember[]> {
    return listAuditMembers(ctx)
  }
}
