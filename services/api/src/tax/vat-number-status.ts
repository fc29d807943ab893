import { territoryOfCode } from './tax-territory.ts'
import type { ShopTax } from './tax-of-destination.ts'
import { parseViesNumber } from '../kernel/vat-number.ts'

/** What a buyer's VAT number does to an order that goes to another member state. */
export type VatNumberStatus =
  /** None was given. */
  | 'ABSENT'
  /** The shop has recorded that VIES found it valid: no VAT is charged. */
  | 'CHECKED'
  /** No check is recorded: VAT is charged. */
  | 'UNCHECKED'
  /** It is one of the shop's own country: VAT is charged. */
  | 'DOMESTIC'
  /** No member state has numbers of this format: VAT is charged, and an order with it is refused. */
  | 'INVALID'

/**
 * @param text as the buyer typed it
 * @param isChecked whether the shop has recorded a check of it
 */
export function vatNumberStatus(
  shop: Pick<ShopTax, 'territory'>,
  text: string | null | undefined,
  isChecked: boolean,
): VatNumberStatus {
  if (!text?.trim()) return 'ABSENT'
  const parsed = parseViesNumber(text)
  if (!parsed) return 'INVALID'
  if (parsed.country === territoryOfCode(shop.territory).area) return 'DOMESTIC'
  return isChecked ? 'CHECKED' : 'UNCHECKED'
}
