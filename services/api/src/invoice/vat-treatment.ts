import { legalMention } from '../tax/legal-mention.ts'
import type { ShopTax, TaxExemption } from '../tax/tax-of-destination.ts'
import type { Language } from '../kernel/errors.ts'
import type { InvoiceData, VatCategory } from './invoice-data.ts'

const EXEMPT: Record<TaxExemption, { category: VatCategory; code: string | null }> = {
  EXPORT: { category: 'G', code: 'VATEX-EU-G' },
  INTRA_COMMUNITY: { category: 'K', code: 'VATEX-EU-IC' },
  SMALL_BUSINESS: { category: 'E', code: null },
  NOT_APPLIED: { category: 'E', code: null },
}

/** The codes of the taxes that Spanish territories outside the VAT area of the Union levy instead. */
const OTHER_TAXES: Record<string, VatCategory> = { 'ES-CN': 'L', 'ES-CE': 'M', 'ES-ML': 'M' }

/** The VAT category of what is charged at a rate. `exemption` is that of the order. */
export function vatCategoryOf(
  { territory }: Pick<ShopTax, 'territory'>,
  exemption: TaxExemption | null,
  taxBasisPoints: number,
): VatCategory {
  if (exemption) return EXEMPT[exemption].category
  return OTHER_TAXES[territory] ?? (taxBasisPoints > 0 ? 'S' : 'Z')
}

/** Why the order carries no VAT, as the invoice has to say it. */
export function exemptionOf(
  tax: Pick<ShopTax, 'territory'>,
  order: { taxExemption?: TaxExemption | null; taxTerritory?: string | null; legalMention?: string | null },
  isFrench: boolean,
  language: Language,
): InvoiceData['exemption'] {
  const { taxExemption: exemption } = order
  if (!exemption) return null
  const code = exemption === 'SMALL_BUSINESS' && isFrench ? 'VATEX-FR-FRANCHISE' : EXEMPT[exemption].code
  const text = order.legalMention ?? legalMention(tax, exemption, order.taxTerritory ?? '', language)
  return { code, text }
}
