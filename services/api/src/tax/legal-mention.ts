import type { Language } from '../kernel/errors.ts'
import { OVERSEAS_DEPARTMENTS, territoryOfCode } from './tax-territory.ts'
import type { ShopTax, TaxExemption } from './tax-of-destination.ts'

type Mention = Record<Language, string>

const FRENCH: Record<TaxExemption, Mention> = {
  EXPORT: {
    fr: 'Exonération de TVA, article 262 I du CGI',
    en: 'VAT exempt: article 262 I of the French tax code (CGI)',
  },
  INTRA_COMMUNITY: {
    fr: 'Exonération de TVA, article 262 ter I du CGI',
    en: 'VAT exempt: article 262 ter I of the French tax code (CGI)',
  },
  SMALL_BUSINESS: {
    fr: 'TVA non applicable, article 293 B du CGI',
    en: 'VAT not applicable: article 293 B of the French tax code (CGI)',
  },
  NOT_APPLIED: {
    fr: 'TVA non applicable, article 294, 1 du CGI',
    en: 'VAT not applicable: article 294, 1 of the French tax code (CGI)',
  },
}

const OVERSEAS: Mention = {
  fr: 'Exonération de TVA, articles 262 I et 294, 2 du CGI',
  en: 'VAT exempt: articles 262 I and 294, 2 of the French tax code (CGI)',
}

const OF_UNION: Record<TaxExemption, Mention> = {
  EXPORT: {
    fr: 'Exonération de TVA, article 146 de la directive 2006/112/CE',
    en: 'VAT exempt: article 146 of Directive 2006/112/EC',
  },
  INTRA_COMMUNITY: {
    fr: 'Exonération de TVA, article 138 de la directive 2006/112/CE',
    en: 'VAT exempt: article 138 of Directive 2006/112/EC',
  },
  SMALL_BUSINESS: {
    fr: 'Exonération de TVA, article 284 de la directive 2006/112/CE',
    en: 'VAT exempt: article 284 of Directive 2006/112/EC',
  },
  NOT_APPLIED: { fr: 'TVA non applicable', en: 'VAT not applicable' },
}

const ELSEWHERE: Record<TaxExemption, Mention> = {
  ...OF_UNION,
  EXPORT: { fr: 'Exportation sans taxe', en: 'Export without tax' },
  SMALL_BUSINESS: { fr: 'Petite entreprise\u00a0: sans taxe', en: 'Small business: no tax charged' },
}

const FRENCH_TERRITORIES = new Set(['FR', 'FR-20R', ...OVERSEAS_DEPARTMENTS])

/** The sentence that the law wants on the invoice of an order without VAT. `territory` is the code of the destination. */
export function legalMention(
  shop: Pick<ShopTax, 'territory'>,
  exemption: TaxExemption,
  territory: string,
  language: Language,
): string {
  const home = territoryOfCode(shop.territory)
  if (!FRENCH_TERRITORIES.has(home.code)) return (home.isInUnion ? OF_UNION : ELSEWHERE)[exemption][language]
  if (exemption === 'EXPORT' && isOverseasExport(home.code, territory)) return OVERSEAS[language]
  return FRENCH[exemption][language]
}

/** CGI art. 294, 2: an export to an overseas department, or from one of them to the mainland or another member state. */
const isOverseasExport = (home: string, destination: string): boolean =>
  OVERSEAS_DEPARTMENTS.has(destination) ||
  (OVERSEAS_DEPARTMENTS.has(home) && territoryOfCode(destination).isInUnion)
