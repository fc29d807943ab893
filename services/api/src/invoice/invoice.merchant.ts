import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { MerchantContext } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { LocalDate } from '../kernel/local-date.type.ts'
import { merchantPayload, toPayload } from '../kernel/payload.ts'
import { MerchantOrder } from '../order/merchant-order.type.ts'
import { batchLoad } from '../platform/db/batch-load.ts'
import { changeInvoiceSettings, loadInvoiceSettings } from './change-invoice-settings.ts'
import { dailyTaxTotals } from './daily-tax-totals.ts'
import {
  ChangeInvoiceSettingsInputType,
  DailyTaxTotalType,
  InvoiceConnection,
  InvoiceFilterInput,
  InvoiceSettingsType,
  MerchantInvoice,
  toDailyTaxTotal,
  toInvoiceConnection,
  toMerchantInvoice,
  WaitingInvoiceType,
} from './invoice.type.ts'
import {
  invoicesOfOrders,
  listBlockedInvoices,
  MAX_BLOCKED,
  waitingInvoicesOfOrders,
} from './invoices-of-orders.ts'
import { listInvoices } from './list-invoices.ts'

const ChangeInvoiceSettingsPayload = merchantPayload('ChangeInvoiceSettingsPayload', {
  settings: {
    type: () => InvoiceSettingsType,
    description: 'As they are now; null if they were not changed.',
  },
})

/** The shop's invoices and credit notes. Their PDFs are downloaded by invoice.routes.ts. */
@Resolver(() => MerchantOrder)
export class InvoiceResolver {
  @Query(() => InvoiceConnection, { description: 'Invoices and credit notes, newest first.' })
  @EntryPoint({ access: 'order.read', rateLimit: 'member' })
  async invoices(
    @Ctx() ctx: MerchantContext,
    @Arg('filter', () => InvoiceFilterInput, { nullable: true, description: 'Null for all documents.' })
    filter?: InvoiceFilterInput | null,
    @Arg('first', () => Int, { defaultValue: 50, description: '1 to 100: BAD_USER_INPUT otherwise.' })
    first = 50,
    @Arg('after', () => String, {
      nullable: true,
      description: '`PageInfo.endCursor` of the page before; null for the first page.',
    })
    after?: string | null,
  ): Promise<InvoiceConnection> {
    return toInvoiceConnection(
      await listInvoices(ctx, { filter: filter ?? null, first, after: after ?? null }),
    )
  }

  @Query(() => [WaitingInvoiceType], {
    description: `Documents that wait for something that a member must enter, oldest first: at most ${MAX_BLOCKED}.`,
  })
  @EntryPoint({ access: 'order.read', rateLimit: 'member' })
  blockedInvoices(@Ctx() ctx: MerchantContext): Promise<WaitingInvoiceType[]> {
    return listBlockedInvoices(ctx)
  }

  @Query(() => [DailyTaxTotalType], { description: 'Of a period of a year at most, by day and rate.' })
  @EntryPoint({ access: 'order.read', rateLimit: 'member' })
  async dailyTaxTotals(
    @Ctx() ctx: MerchantContext,
    @Arg('since', () => LocalDate, { description: 'The first day, in the shop’s time zone.' }) since: string,
    @Arg('until', () => LocalDate, {
      description: 'The last day, included; at most a year after `since`: BAD_USER_INPUT.',
    })
    until: string,
  ): Promise<DailyTaxTotalType[]> {
    return (await dailyTaxTotals(ctx, { since, until })).map(toDailyTaxTotal)
  }

  @Query(() => InvoiceSettingsType, { description: 'How the shop issues its invoices and credit notes.' })
  @EntryPoint({ access: 'order.read', rateLimit: 'member' })
  invoiceSettings(@Ctx() ctx: MerchantContext): Promise<InvoiceSettingsType> {
    return loadInvoiceSettings(ctx)
  }

  @Mutation(() => ChangeInvoiceSettingsPayload, {
    description: 'What was issued stays as it is. INVOICE_PREFIX_INVALID at each prefix that cannot be one.',
  })
  @EntryPoint({ access: 'settings.manage', rateLimit: 'member' })
  changeInvoiceSettings(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => ChangeInvoiceSettingsInputType, { description: 'All of them.' })
    input: ChangeInvoiceSettingsInputType,
  ) {
    return toPayload(ctx, ChangeInvoiceSettingsPayload, async () => ({
      settings: await changeInvoiceSettings(ctx, input),
    }))
  }

  @FieldResolver(() => [MerchantInvoice], {
    name: 'invoices',
    description: 'The invoice and its credit notes, oldest first.',
  })
  async documents(@Ctx() ctx: MerchantContext, @Root() order: MerchantOrder): Promise<MerchantInvoice[]> {
    const invoices = await batchLoad(ctx, invoicesOfOrders, ({ orderId }) => orderId, order.id)
    return invoices.map(toMerchantInvoice)
  }

  @FieldResolver(() => [WaitingInvoiceType], {
    description: 'Documents of the order that are still to be issued.',
  })
  waitingInvoices(@Ctx() ctx: MerchantContext, @Root() order: MerchantOrder): Promise<WaitingInvoiceType[]> {
    return batchLoad(ctx, waitingInvoicesOfOrders, ({ orderId }) => orderId, order.id)
  }
}
