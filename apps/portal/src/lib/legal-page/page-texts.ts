import { m } from '../paraglide/messages.js'
import { getLocale } from '../paraglide/runtime.js'
import type { LegalPage, PageChange } from './legal-page.documents.ts'

export const pageNames: Record<LegalPage['kind'], () => string> = {
  LEGAL_NOTICE: m.page_legal_notice,
  TERMS: m.page_terms,
  PRIVACY: m.page_privacy,
  WITHDRAWAL: m.page_withdrawal,
}
export const pageKinds = Object.keys(pageNames) as LegalPage['kind'][]

export const factNames: Record<PageChange['name'], () => string> = {
  SHOP_NAME: m.fact_shop_name,
  LEGAL_NAME: m.fact_legal_name,
  LEGAL_FORM: m.fact_legal_form,
  REGISTRATION_NUMBER: m.fact_registration_number,
  REGISTRY: m.fact_registry,
  VAT_NUMBER: m.fact_vat_number,
  ADDRESS: m.fact_address,
  COUNTRY_CODE: m.fact_country_code,
  PHONE: m.fact_phone,
  EMAIL: m.fact_email,
  PUBLICATION_DIRECTOR: m.fact_publication_director,
  MEDIATOR_NAME: m.fact_mediator_name,
  MEDIATOR_URL: m.fact_mediator_url,
  HOSTING_PROVIDER: m.fact_hosting_provider,
  DELIVERY_COUNTRIES: m.fact_delivery_countries,
  PAYMENT_MODES: m.fact_payment_modes,
  TAX_EXEMPT: m.fact_tax_exempt,
  CARD_RETENTION_DAYS: m.fact_card_retention_days,
  MANUAL_METHODS: m.fact_manual_methods,
  BANK_PROVIDERS: m.fact_bank_providers,
  BUYER_RETENTION_MONTHS: m.fact_buyer_retention_months,
}

const countryNames = (codes: string): string => {
  const names = new Intl.DisplayNames(getLocale(), { type: 'region' })
  return codes
    .split(',')
    .map((code) => names.of(code) ?? code)
    .join(', ')
}

const paymentNames = (modes: string): string =>
  modes
    .split(',')
    .map((mode) => (mode === 'CARD' ? m.fact_payment_card() : m.fact_payment_bank()))
    .join(', ')

const methodNames = (methods: string): string =>
  methods
    .split(',')
    .map((method) => (method === 'TRANSFER' ? m.fact_manual_transfer() : m.fact_manual_cheque()))
    .join(', ')

/** The value of a fact as the member reads it. */
export function factText(name: PageChange['name'], value: string): string {
  if (value === '') return m.page_fact_unknown()
  if (name === 'TAX_EXEMPT') return m.page_fact_yes()
  if (name === 'COUNTRY_CODE') return countryNames(value)
  if (name === 'DELIVERY_COUNTRIES') return value === '*' ? m.page_fact_everywhere() : countryNames(value)
  if (name === 'PAYMENT_MODES') return paymentNames(value)
  if (name === 'MANUAL_METHODS') return methodNames(value)
  return value
}

/** The passages in brackets that keep a page from being published, as the API finds them. */
export function findBlanks(html: string): string[] {
  const text = html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&')
  return text.match(/\[\s*(?:[àa]\s+compl[ée]ter|to\s+complete)(?![\p{L}])[^\]]*\]/giu) ?? []
}
