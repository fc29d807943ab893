import type { Language } from '../../kernel/errors.ts'
import type { PageFacts } from '../page-facts.ts'

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text as HTML: what a merchant or the operator wrote is never read as HTML. */
export const escape = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character)

/** Already escaped parts of HTML. */
export const heading = (html: string): string => `<h2>${html}</h2>`
export const paragraph = (html: string): string => `<p>${html}</p>`
export const list = (...items: (string | null)[]): string =>
  `<ul>${items.flatMap((item) => (item ? [`<li>${item}</li>`] : [])).join('')}</ul>`
export const lines = (...parts: (string | null)[]): string =>
  paragraph(parts.filter((part) => part !== null && part !== '').join('<br>'))

/** What the merchant still has to fill in or to remove: see find-blanks.ts. `what` is HTML. */
export const blank = (what: string, language: Language): string =>
  language === 'fr' ? `[À compléter\u00a0: ${what}]` : `[To complete: ${what}]`

/** A fact as HTML, or a blank while it is not known. */
export const fact = (value: string, what: string, language: Language): string =>
  value ? escape(value) : blank(what, language)

const NAMES: Record<Language, Intl.DisplayNames> = {
  en: new Intl.DisplayNames(['en'], { type: 'region' }),
  fr: new Intl.DisplayNames(['fr'], { type: 'region' }),
}

export const countryName = (code: string, language: Language): string => NAMES[language].of(code) ?? code

/** The countries that the shop delivers to, as a list of names; a blank if there is none. */
export function deliveryCountries({ deliveryCountries: codes }: PageFacts, language: Language): string {
  if (codes === '*') return language === 'fr' ? 'le monde entier' : 'all countries'
  if (codes === '') return blank(language === 'fr' ? 'pays livrés' : 'countries', language)
  const names = codes.split(',').map((code) => countryName(code, language))
  return escape(
    new Intl.ListFormat(language, { type: 'conjunction' }).format(
      names.sort((a, b) => a.localeCompare(b, language)),
    ),
  )
}

const FRENCH = new Set(['FR', 'GF', 'GP', 'MQ', 'RE', 'YT', 'PM', 'BL', 'MF'])

/** Whether the business is established in France, or where it has not said yet. */
export const isFrench = ({ countryCode }: PageFacts): boolean => countryCode === '' || FRENCH.has(countryCode)

/** Name and address of the business on lines of their own. */
export function businessLines(facts: PageFacts, language: Language): string {
  const fr = language === 'fr'
  return lines(
    fact(facts.legalName, fr ? 'nom ou raison sociale' : 'name of the business', language),
    facts.address ? escape(facts.address) : blank(fr ? 'adresse' : 'address', language),
    facts.countryCode ? escape(countryName(facts.countryCode, language)) : null,
    `${fr ? 'E-mail\u00a0: ' : 'Email: '}${fact(facts.email, fr ? 'adresse e-mail' : 'email address', language)}`,
    `${fr ? 'Téléphone\u00a0: ' : 'Telephone: '}${fact(facts.phone, fr ? 'numéro de téléphone' : 'telephone number', language)}`,
  )
}
