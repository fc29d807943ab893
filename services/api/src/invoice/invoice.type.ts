import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { DateTime } from '../kernel/date-time.type.ts'
import { LocalDate } from '../kernel/local-date.type.ts'
import { money, Money } from '../kernel/money.type.ts'
import { PageInfo, toPageInfo } from '../kernel/page-info.type.ts'
import { PersonalData } from '../kernel/personal-data.ts'
import type { ListPage } from '../platform/db/list-page.ts'
import type { InvoiceMoment, StoredInvoiceSettings } from './change-invoice-settings.ts'
import type { DailyTaxTotal } from './daily-tax-totals.ts'
import { INVOICE_KINDS, type Invoice, type InvoiceKind } from './invoice-data.ts'
import { INVOICE_WAITS, type InvoiceWait, type WaitingInvoice } from './invoices-of-orders.ts'
import type { ListedInvoice } from './list-invoices.ts'

const enumOf = (values: readonly string[]) => Object.fromEntries(values.map((value) => [value, value]))

export const InvoiceKindType = enumOf(INVOICE_KINDS)
registerEnumType(InvoiceKindType, {
  name: 'InvoiceKind',
  description: 'A document that an order was billed by.',
  valuesConfig: {
    CREDIT_NOTE: { description: 'Cancels an invoice, or a part of it.' },
    INVOICE: { description: 'For the whole order.' },
  },
})

export const InvoiceMomentType = enumOf(['PAYMENT', 'SHIPMENT'])
registerEnumType(InvoiceMomentType, {
  name: 'InvoiceMoment',
  valuesConfig: {
    SHIPMENT: { description: 'When the first parcel of the order is shipped.' },
    PAYMENT: { description: 'When the order is paid.' },
  },
  description: 'When the invoice of an order is issued.',
})

export const InvoiceWaitType = enumOf(INVOICE_WAITS)
registerEnumType(InvoiceWaitType, {
  name: 'InvoiceWait',
  description: 'What a document that is not issued yet waits for.',
  valuesConfig: {
    BUSINESS_IDENTITY: { description: 'The shop has not entered who sells.' },
    VAT_NUMBER: { description: 'The shop charges VAT and has not entered its VAT number.' },
    SHIPMENT: { description: 'The order has not been shipped yet.' },
    INVOICE: { description: 'The invoice that it corrects has not been issued yet.' },
    SOON: { description: 'Nothing: it is issued within seconds.' },
  },
})

@ObjectType({ description: 'An invoice or a credit note. It is never changed.' })
export class MerchantInvoice {
  @Field(() => ID, { description: 'In the address of its PDF.' })
  id!: string

  @Field(() => InvoiceKindType, { description: 'An invoice or a credit note.' })
  kind!: InvoiceKind

  @Field(() => String, { description: 'Without gaps in its series: `F2026-00001`.' })
  number!: string

  @Field(() => DateTime, { description: 'The date that it states, in the shop’s time zone.' })
  issuedAt!: Date

  @Field(() => Money, { description: 'Tax included; more than 0 of a credit note too.' })
  total!: Money

  @Field(() => Money, { description: 'The VAT that `total` includes; more than 0 of a credit note too.' })
  taxTotal!: Money
}

export const toMerchantInvoice = ({ currency, ...invoice }: Invoice): MerchantInvoice => ({
  ...invoice,
  total: money(invoice.total, currency),
  taxTotal: money(invoice.taxTotal, currency),
})

@ObjectType({ description: 'With what a list shows of its order.' })
export class ListedMerchantInvoice extends MerchantInvoice {
  @Field(() => String, { description: '`MerchantOrder.code`.' })
  orderCode!: string

  @PersonalData()
  @Field(() => String, { description: 'The company or the name of the buyer.' })
  buyer!: string
}

@ObjectType({ description: 'A page of a list.' })
export class InvoiceConnection {
  @Field(() => [ListedMerchantInvoice], { description: 'Those of the page.' })
  nodes!: ListedMerchantInvoice[]

  @Field(() => PageInfo, { description: 'Where the page is in the list.' })
  pageInfo!: PageInfo

  @Field(() => Int, { description: 'Of the whole list, not only of this page.' })
  totalCount!: number
}

export const toInvoiceConnection = (page: ListPage<ListedInvoice>): InvoiceConnection => ({
  nodes: page.rows.map((row) => ({
    ...toMerchantInvoice(row),
    orderCode: row.orderCode,
    buyer: row.buyer,
  })),
  totalCount: page.totalCount,
  pageInfo: toPageInfo(page, page.rows),
})

@InputType({ description: 'A document must match every condition that is given.' })
export class InvoiceFilterInput {
  @Field(() => InvoiceKindType, {
    nullable: true,
    description: 'Only invoices, or only credit notes; null for both.',
  })
  kind?: InvoiceKind | null

  @Field(() => LocalDate, { nullable: true, description: 'On or after this day in the shop’s time zone.' })
  since?: string | null

  @Field(() => LocalDate, { nullable: true, description: 'On or before this day in the shop’s time zone.' })
  until?: string | null
}

@ObjectType({ description: 'A document that is still to be issued.' })
export class WaitingInvoiceType implements Omit<WaitingInvoice, 'orderId'> {
  @Field(() => String, { description: '`MerchantOrder.code`.' })
  orderCode!: string

  @Field(() => Boolean, { description: 'Whether it is a credit note, for a refund; otherwise an invoice.' })
  isCreditNote!: boolean

  @Field(() => DateTime, { description: 'When the order was paid, or the refund recorded.' })
  since!: Date

  @Field(() => InvoiceWaitType, { description: 'What it waits for.' })
  wait!: InvoiceWait
}

@ObjectType('InvoiceSettings', { description: 'How the shop issues its invoices and credit notes.' })
export class InvoiceSettingsType implements StoredInvoiceSettings {
  @Field(() => InvoiceMomentType, {
    description:
      'When the invoice of an order is issued. An intra-Community supply always waits for its shipment.',
  })
  issuedAt!: InvoiceMoment

  @Field(() => String, { description: '`F` for numbers such as F2026-00001.' })
  invoicePrefix!: string

  @Field(() => String, { description: 'If it is that of invoices, both are numbered in one series.' })
  creditNotePrefix!: string

  @Field(() => Boolean, {
    description: 'Whether the shop pays VAT on debits, which its invoices then say.',
  })
  vatOnDebits!: boolean

  @Field(() => String, { description: 'Renewed by each change. To be sent with a change.' })
  version!: string
}

@InputType('ChangeInvoiceSettingsInput', {
  description: 'How invoices and credit notes are issued from now on.',
})
export class ChangeInvoiceSettingsInputType {
  @Field(() => InvoiceMomentType, { description: 'With the payment, or with the first parcel.' })
  issuedAt!: InvoiceMoment

  @Field(() => String, {
    description:
      'One to eight capitals or hyphens, the first one a letter: INVOICE_PREFIX_INVALID. A new one begins a series of its own.',
  })
  invoicePrefix!: string

  @Field(() => String, {
    description:
      'As `invoicePrefix`; if both are equal, invoices and credit notes are numbered in one series.',
  })
  creditNotePrefix!: string

  @Field(() => Boolean, { description: 'Whether the shop pays VAT on debits, which its invoices then say.' })
  vatOnDebits!: boolean

  @Field(() => String, {
    nullable: true,
    description:
      'The version that was changed: SETTINGS_CHANGED_MEANWHILE if another one is stored. Without it, it is overwritten.',
  })
  version?: string | null
}

@ObjectType('DailyTaxTotal', {
  description:
    'What was sold to consumers on one day at one rate, credit notes taken off: for e-reporting. Amounts may be below 0.',
})
export class DailyTaxTotalType {
  @Field(() => LocalDate, { description: 'In the shop’s time zone.' })
  day!: string

  @Field(() => Int, { description: '2000 is 20 %.' })
  taxBasisPoints!: number

  @Field(() => Money, { description: 'Without tax.' })
  base!: Money

  @Field(() => Money, { description: 'The VAT of `base`.' })
  tax!: Money

  @Field(() => Int, { description: 'Invoices of that day with this rate.' })
  invoiceCount!: number

  @Field(() => Int, { description: 'Credit notes of that day with this rate.' })
  creditNoteCount!: number
}

export const toDailyTaxTotal = ({ currency, base, tax, ...total }: DailyTaxTotal): DailyTaxTotalType => ({
  ...total,
  base: money(base, currency),
  tax: money(tax, currency),
})
