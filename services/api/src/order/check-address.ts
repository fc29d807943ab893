import { containsCardNumber, containsLongCardNumber } from '@triclic/card-core/text'
import { parseCountry } from '../kernel/countries.ts'
import type { UserError } from '../kernel/errors.ts'
import { isPostalCodeValid } from '../kernel/postal-code.ts'
import { hasLetter, hasLetterOrDigit, trimInvisible } from '../kernel/visible-text.ts'
import type { Address } from './address.type.ts'

interface Rule {
  /** Characters. */
  maxLength: number
  /** What a value must at least contain; absent for an optional field. */
  contains?: (value: string) => boolean
}

const RULES: Record<keyof Address, Rule> = {
  firstName: { maxLength: 100, contains: hasLetter },
  lastName: { maxLength: 100, contains: hasLetter },
  company: { maxLength: 150 },
  line1: { maxLength: 200, contains: hasLetterOrDigit },
  line2: { maxLength: 200 },
  postalCode: { maxLength: 20 },
  city: { maxLength: 100, contains: hasLetterOrDigit },
  region: { maxLength: 100 },
  countryCode: { maxLength: 2 },
  phone: { maxLength: 40 },
}

/** An international number (E.164), perhaps with an extension. */
const PHONE_NUMBER = /^(?:\+|00)(?:[\s()/.-]*\d){7,13}(?:\s*(?:[/,;#-]|x|ext\.?|poste)\s*\d{1,5})?$/i

const CONTROL_OR_LINE_BREAK = /[\p{Cc}\p{Zl}\p{Zp}]/u

/** Returns the trimmed address with an upper-case country code, and adds what is wrong with it to `problems`. */
export function checkAddress(address: Address, path: string, problems: UserError[]): Address {
  const countryCode = parseCountry(address.countryCode)
  const fields = (Object.keys(RULES) as (keyof Address)[]).map((name) => {
    const value = trimInvisible(address[name] ?? '')
    const field = [path, name]
    if (containsCard(name, value)) problems.push({ code: 'CARD_NUMBER_IN_TEXT', field })
    else if (!isValid(name, value, countryCode)) problems.push({ code: 'INVALID_ADDRESS', field })
    if (name === 'countryCode') return [name, countryCode]
    return [name, name === 'postalCode' ? value : value || null]
  })
  return Object.fromEntries(fields) as Address
}

/** One in ten German mobile numbers looks like a 13-digit Visa, so a phone number may contain one of that length. */
const containsCard = (name: keyof Address, value: string): boolean =>
  name === 'phone' && PHONE_NUMBER.test(value) ? containsLongCardNumber(value) : containsCardNumber(value)

function isValid(name: keyof Address, value: string, countryCode: string | null): boolean {
  const { maxLength, contains } = RULES[name]
  if (contains && !contains(value)) return false
  if (value.length > maxLength || CONTROL_OR_LINE_BREAK.test(value)) return false
  if (name === 'countryCode') return countryCode !== null
  return name !== 'postalCode' || countryCode === null || isPostalCodeValid(value, countryCode)
}
