import { m } from '../paraglide/messages.js'
import { getLocale } from '../paraglide/runtime.js'
import type { TaxCategory } from './tax.documents.ts'

export const categoryName: Record<TaxCategory, () => string> = {
  STANDARD: m.tax_category_STANDARD,
  FOOD: m.tax_category_FOOD,
  PREPARED_FOOD: m.tax_category_PREPARED_FOOD,
  BOOKS: m.tax_category_BOOKS,
  PRESS: m.tax_category_PRESS,
  MEDICINES: m.tax_category_MEDICINES,
  PLANTS: m.tax_category_PLANTS,
  ART: m.tax_category_ART,
  OTHER: m.tax_category_OTHER,
}

export const taxCategories = Object.keys(categoryName) as TaxCategory[]

const places: Record<string, () => string> = {
  FR: m.tax_mainland_france,
  'FR-20R': m.tax_place_corsica,
  'ES-CN': m.tax_place_canary,
  'ES-CE': m.tax_place_ceuta,
  'ES-ML': m.tax_place_melilla,
  'PT-20': m.tax_place_azores,
  'PT-30': m.tax_place_madeira,
  'AT-JM': m.tax_place_jungholz,
  XI: m.tax_place_northern_ireland,
  'IT-LIVIGNO': m.tax_place_livigno,
  'IT-CAMPIONE': m.tax_place_campione,
  'DE-BUESINGEN': m.tax_place_buesingen,
  'DE-HELIGOLAND': m.tax_place_heligoland,
  'GR-69': m.tax_place_athos,
}

/** The name of a VAT territory: a part of a country, or a country by its ISO 3166-1 code. */
export const placeName = (code: string): string =>
  places[code]?.() ?? new Intl.DisplayNames([getLocale()], { type: 'region' }).of(code) ?? code
