import { v7 } from 'uuid'
import type { MerchantContext } from '../app/context.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { clampDayToYearOne } from '../kernel/clamp-to-year-one.ts'
import { OperationError, type UserError } from '../kernel/errors.ts'
import { parseText } from '../kernel/read-text.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { parseViesNumber } from '../kernel/vat-number.ts'

export interface VatCheck {
  id: string
  number: string
  /** ISO date. */
  checkedOn: string
  reference: string
}

/**
 * Records that a member found a buyer's VAT number valid in VIES. Orders with this number, placed afterwards, carry no VAT when they go to
 * another member state. A newer check of a number replaces the older one and has an id of its own, so that nobody removes it for the older one.
 * @param input `checkedOn` is an ISO date, `reference` the consultation number that VIES gave
 * @throws OperationError with every VAT_NUMBER_NOT_EUROPEAN, DATE_IN_FUTURE and REQUIRED
 */
export async function recordVatCheck(
  ctx: MerchantContext,
  input: { vatNumber: string; checkedOn: string; reference: string },
): Promise<VatCheck> {
  const problems: UserError[] = []
  const parsed = parseViesNumber(input.vatNumber)
  if (!parsed) problems.push({ code: 'VAT_NUMBER_NOT_EUROPEAN', field: ['vatNumber'] })
  if (input.checkedOn > new Date().toISOString().slice(0, 10))
    problems.push({ code: 'DATE_IN_FUTURE', field: ['checkedOn'] })
  const reference = parseText(input.reference, 'reference', 50)
  if (!reference) problems.push({ code: 'REQUIRED', field: ['reference'] })
  if (!parsed || !reference || problems.length > 0) throw new OperationError(...problems)
  return inTransaction(ctx, async (tx) => {
    const [check] = await tx.em.execute<VatCheck[]>(
      `insert into vat_check (shop_id, id, number, country, checked_on, reference, member_id) values (?, ?, ?, ?, ?::date, ?, ?)
       on conflict (shop_id, number) do update set id = excluded.id, checked_on = excluded.checked_on, reference = excluded.reference,
         recorded_at = now(), member_id = excluded.member_id
       returning id, number, checked_on::text as "checkedOn", reference`,
      [
        tx.shop.id,
        v7(),
        parsed.number,
        parsed.country,
        clampDayToYearOne(input.checkedOn),
        reference,
        tx.member.id,
      ],
    )
    if (!check) throw new Error('The check was not recorded')
    writeAudit(tx, { action: 'recordVatCheck', subject: `${check.id}: ${check.checkedOn}, ${reference}` })
    return check
  })
}
