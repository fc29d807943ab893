import { v7 } from 'uuid'
import type { InTransaction, MerchantContext } from '../app/context.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { describeChanges } from '../kernel/describe-changes.ts'
import { OperationError, reject, type UserError } from '../kernel/errors.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'

export type InvoiceMoment = 'PAYMENT' | 'SHIPMENT'

export interface InvoiceSettings {
  /** When the invoice of an order is issued. */
  issuedAt: InvoiceMoment
  /** What the numbers of invoices begin with, before the year: `F` for `F2026-00001`. */
  invoicePrefix: string
  /** The same of credit notes. If it is that of invoices, both are numbered in one series. */
  creditNotePrefix: string
  /** Whether the shop pays VAT on debits, which its invoices must say. */
  vatOnDebits: boolean
}

/** `version` is renewed by each change. */
export type StoredInvoiceSettings = InvoiceSettings & { version: string }

const DEFAULTS: StoredInvoiceSettings = {
  issuedAt: 'PAYMENT',
  invoicePrefix: 'F',
  creditNotePrefix: 'A',
  vatOnDebits: false,
  version: 'initial',
}

/** Letters only, so that a number cannot be mistaken for another kind of number. As the check of the table. */
const PREFIX = /^[A-Z][A-Z-]{0,7}$/

export const loadInvoiceSettings = (ctx: MerchantContext): Promise<StoredInvoiceSettings> =>
  inTransaction(ctx, (tx) => selectSettings(tx))

/**
 * Changes when invoices are issued and how they are numbered. What was issued stays as it is; a new prefix begins a series of its own.
 * @throws OperationError with every INVOICE_PREFIX_INVALID, or SETTINGS_CHANGED_MEANWHILE
 */
export async function changeInvoiceSettings(
  ctx: MerchantContext,
  input: InvoiceSettings & { version?: string | null },
): Promise<StoredInvoiceSettings> {
  const problems: UserError[] = []
  const parsePrefix = (field: 'invoicePrefix' | 'creditNotePrefix'): string => {
    const prefix = input[field].trim().toUpperCase()
    if (!PREFIX.test(prefix)) problems.push({ code: 'INVOICE_PREFIX_INVALID', field: [field] })
    return prefix
  }
  const settings: InvoiceSettings = {
    issuedAt: input.issuedAt,
    invoicePrefix: parsePrefix('invoicePrefix'),
    creditNotePrefix: parsePrefix('creditNotePrefix'),
    vatOnDebits: input.vatOnDebits,
  }
  if (problems.length > 0) throw new OperationError(...problems)
  return inTransaction(ctx, async (tx) => {
    // Locked like every change of the shop's settings: the first change has no row of its own to lock.
    await tx.em.execute('select from shop where id = ? for no key update', [tx.shop.id])
    const before = await selectSettings(tx)
    const changes = describeChanges(before, settings, AUDITED)
    if (changes === '') return before
    if (input.version && input.version !== before.version)
      return reject('SETTINGS_CHANGED_MEANWHILE', 'version')
    const version = v7()
    await tx.em.execute(
      `insert into invoice_settings (shop_id, issued_at, invoice_prefix, credit_note_prefix, vat_on_debits, version) values (?, ?, ?, ?, ?, ?)
       on conflict (shop_id) do update set issued_at = excluded.issued_at, invoice_prefix = excluded.invoice_prefix,
         credit_note_prefix = excluded.credit_note_prefix, vat_on_debits = excluded.vat_on_debits, version = excluded.version`,
      [
        tx.shop.id,
        settings.issuedAt,
        settings.invoicePrefix,
        settings.creditNotePrefix,
        settings.vatOnDebits,
        version,
      ],
    )
    writeAudit(tx, { action: 'changeInvoiceSettings', subject: changes })
    return { ...settings, version }
  })
}

const AUDITED = ['issuedAt', 'invoicePrefix', 'creditNotePrefix', 'vatOnDebits'] as const

async function selectSettings({ em, shop }: InTransaction<MerchantContext>): Promise<StoredInvoiceSettings> {
  const [row] = await em.execute<StoredInvoiceSettings[]>(
    `select issued_at as "issuedAt", invoice_prefix as "invoicePrefix", credit_note_prefix as "creditNotePrefix",
       vat_on_debits as "vatOnDebits", version from invoice_settings where shop_id = ?`,
    [shop.id],
  )
  return row ?? DEFAULTS
}
