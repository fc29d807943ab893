import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql'
import type { MerchantContext } from '../../app/context.ts'
import { EntryPoint } from '../../kernel/entry-point.ts'
import { toPageInfo } from '../../kernel/page-info.type.ts'
import { inTransaction } from '../../platform/db/in-transaction.ts'
import type { LedgerClosing } from './ledger-hash.ts'
import { LedgerAttestation, LedgerVerification } from './ledger-report.type.ts'
import {
  LedgerClosingType,
  LedgerConnection,
  LedgerFilterInput,
  LedgerPeriod,
  LedgerTotalsType,
  toLedgerEntryType,
} from './ledger.type.ts'
import { listLedgerClosings } from './list-ledger-closings.ts'
import { listLedger, MAX_LEDGER_PAGE, sumLedger } from './list-ledger.ts'
import { loadAttestation } from './load-attestation.ts'
import { checkLedger } from './verify-ledger.ts'

/** The shop's ledger of movements of money. */
@Resolver()
export class LedgerResolver {
  @Query(() => LedgerConnection, {
    description: `Newest first unless \`oldestFirst\`, at most ${MAX_LEDGER_PAGE} at a time.`,
  })
  @EntryPoint({ access: 'ledger.read', rateLimit: 'member' })
  async ledger(
    @Ctx() ctx: MerchantContext,
    @Arg('filter', () => LedgerFilterInput, { nullable: true, description: 'Null for all entries.' })
    filter?: LedgerFilterInput | null,
    @Arg('first', () => Int, { defaultValue: 50, description: '1 to 500: BAD_USER_INPUT otherwise.' })
    first = 50,
    @Arg('after', () => String, {
      nullable: true,
      description: '`PageInfo.endCursor` of the page before; null for the first page.',
    })
    after?: string | null,
    @Arg('oldestFirst', () => Boolean, {
      defaultValue: false,
      description: 'True for the order in which entries were written and hashed.',
    })
    oldestFirst = false,
  ): Promise<LedgerConnection> {
    const { rows, hasNextPage } = await listLedger(ctx, {
      filter: filter ?? {},
      first,
      after: after ?? null,
      oldestFirst,
    })
    const page = { totalCount: 0, hasNextPage, hasPreviousPage: after != null }
    return { nodes: rows.map(toLedgerEntryType), pageInfo: toPageInfo(page, rows) }
  }

  @Query(() => [LedgerTotalsType], { description: 'The sums of all entries that match, by currency.' })
  @EntryPoint({ access: 'ledger.read', rateLimit: 'member' })
  ledgerTotals(
    @Ctx() ctx: MerchantContext,
    @Arg('filter', () => LedgerFilterInput, { nullable: true, description: 'Null for all entries.' })
    filter?: LedgerFilterInput | null,
  ): Promise<LedgerTotalsType[]> {
    return sumLedger(ctx, filter ?? {})
  }

  @Query(() => [LedgerClosingType], { description: 'Newest first.' })
  @EntryPoint({ access: 'ledger.read', rateLimit: 'member' })
  ledgerClosings(
    @Ctx() ctx: MerchantContext,
    @Arg('periodKind', () => LedgerPeriod, { description: 'Days, months or years.' })
    periodKind: LedgerClosing['periodKind'],
    @Arg('first', () => Int, { defaultValue: 50, description: '1 to 500: BAD_USER_INPUT otherwise.' })
    first = 50,
  ): Promise<LedgerClosingType[]> {
    return listLedgerClosings(ctx, { periodKind, first })
  }

  @Query(() => LedgerAttestation, {
    nullable: true,
    description: 'Null for a shop that is not established in France.',
  })
  @EntryPoint({ access: 'ledger.read', rateLimit: 'member' })
  ledgerAttestation(@Ctx() ctx: MerchantContext): Promise<LedgerAttestation | null> {
    return loadAttestation(ctx)
  }

  @Query(() => LedgerVerification, {
    description: 'Checks every hash of the ledger, and compares it with the payments of all orders.',
  })
  @EntryPoint({ access: 'ledger.read', rateLimit: 'member' })
  async ledgerVerification(@Ctx() ctx: MerchantContext): Promise<LedgerVerification> {
    const report = await inTransaction(ctx, ({ em, shop }) => checkLedger(em, shop))
    return {
      entryCount: report.entries,
      closingCount: report.closings,
      hash: report.hash,
      problem: report.problem,
    }
  }
}
