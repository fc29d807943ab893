import { containsCardNumber } from '@triclic/card-core/text'
import type { MerchantContext } from '../../../app/context.ts'
import { writeAudit } from '../../../audit/write-audit.ts'
import { OperationError, reject, type UserError } from '../../../kernel/errors.ts'
import { parseBic, parseIban } from '../../../kernel/iban.ts'
import { hasLetterOrDigit, trimInvisible } from '../../../kernel/visible-text.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import type { ManualPayments } from '../../../shop/manual-payments.ts'
import { manualPaymentsVersion, selectManualPayments } from './load-manual-payments.ts'

export interface TransferInput {
  isOffered: boolean
  holder: string
  iban: string
  bic?: string | null
  note?: string | null
  delayDays: number
}
export interface ChequeInput {
  isOffered: boolean
  payee: string
  address: string
  note?: string | null
  delayDays: number
}

const MAX_DELAY_DAYS = 60

/** Characters. A name in a SEPA transfer has at most 70. */
const LIMITS = { holder: 70, payee: 70, address: 300, note: 1000 } as const

/**
 * Changes what buyers need to pay by transfer or cheque, and whether they are offered it. A method that is not given stays as it is.
 *
 * @param input `version` of what the change is based on; absent to overwrite whatever is stored
 * @throws OperationError with every REQUIRED, TEXT_TOO_LONG, CARD_NUMBER_NOT_ALLOWED, IBAN_INVALID, BIC_INVALID and DELAY_OUT_OF_BOUNDS, or
 *   SETTINGS_CHANGED_MEANWHILE
 */
export async function changeManualPayments(
  ctx: MerchantContext,
  input: { transfer?: TransferInput | null; cheque?: ChequeInput | null; version?: string | null },
): Promise<ManualPayments> {
  const problems: UserError[] = []
  const transfer = input.transfer ? checkTransfer(input.transfer, problems) : null
  const cheque = input.cheque ? checkCheque(input.cheque, problems) : null
  if (problems.length > 0) throw new OperationError(...problems)
  return inTransaction(ctx, async (tx) => {
    const before = await selectManualPayments(tx, 'for no key update')
    const after = { transfer: transfer ?? before.transfer, cheque: cheque ?? before.cheque }
    const changes = describeChanges(before, after)
    if (changes.length === 0) return after
    if (input.version && input.version !== manualPaymentsVersion(before))
      reject('SETTINGS_CHANGED_MEANWHILE', 'version')
    await tx.em.execute('update shop set manual_payments = ?::jsonb where id = ?', [
      JSON.stringify(after),
      tx.shop.id,
    ])
    writeAudit(tx, { action: 'changeManualPayments', subject: changes.join('; ') })
    return after
  })
}

function checkTransfer(input: TransferInput, problems: UserError[]): ManualPayments['transfer'] {
  const text = textOf('transfer', problems)
  const iban = parseIban(input.iban)
  const bic = input.bic?.trim() ? parseBic(input.bic) : null
  if (!iban) problems.push({ code: 'IBAN_INVALID', field: ['transfer', 'iban'] })
  if (input.bic?.trim() && !bic) problems.push({ code: 'BIC_INVALID', field: ['transfer', 'bic'] })
  return {
    isOffered: input.isOffered,
    holder: text('holder', input.holder) ?? '',
    iban: iban ?? '',
    bic,
    note: text('note', input.note),
    delayDays: checkDelay('transfer', input.delayDays, problems),
  }
}

function checkCheque(input: ChequeInput, problems: UserError[]): ManualPayments['cheque'] {
  const text = textOf('cheque', problems)
  return {
    isOffered: input.isOffered,
    payee: text('payee', input.payee) ?? '',
    address: text('address', input.address) ?? '',
    note: text('note', input.note),
    delayDays: checkDelay('cheque', input.delayDays, problems),
  }
}

/** Reads a text of the method; all but the note are required. */
const textOf =
  (method: keyof ManualPayments, problems: UserError[]) =>
  (name: keyof typeof LIMITS, value: string | null | undefined): string | null => {
    const text = trimInvisible(value ?? '').replace(/\r\n?/g, '\n')
    const field = [method, name]
    if (name !== 'note' && !hasLetterOrDigit(text)) problems.push({ code: 'REQUIRED', field })
    if (text.length > LIMITS[name]) problems.push({ code: 'TEXT_TOO_LONG', field })
    if (containsCardNumber(text)) problems.push({ code: 'CARD_NUMBER_NOT_ALLOWED', field })
    return text || null
  }

function checkDelay(method: keyof ManualPayments, days: number, problems: UserError[]): number {
  if (days < 1 || days > MAX_DELAY_DAYS)
    problems.push({ code: 'DELAY_OUT_OF_BOUNDS', field: [method, 'delayDays'] })
  return days
}

/** For the audit log: of an account only its last four characters, of a text only that it changed. */
function describeChanges(before: ManualPayments, after: ManualPayments): string[] {
  const shown = (name: string, value: unknown): string =>
    name === 'iban' ? `…${String(value ?? '').slice(-4)}` : String(value ?? '–')
  return (['transfer', 'cheque'] as const).flatMap((method) => {
    const [old, current] = [before[method], after[method]] as [
      Record<string, unknown> | null,
      Record<string, unknown> | null,
    ]
    return Object.keys(current ?? {})
      .filter((name) => (old?.[name] ?? null) !== (current?.[name] ?? null))
      .map((name) =>
        name === 'note' || name === 'address'
          ? `${method}.${name}`
          : `${method}.${name}: ${shown(name, old?.[name])} → ${shown(name, current?.[name])}`,
      )
  })
}
