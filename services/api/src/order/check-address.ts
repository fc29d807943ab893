import { containsCardNumber } from '../kernel/card-numbers.ts'
import { parseCountry } from '../kernel/countries.ts'
import type { UserError } from '../kernel/errors.ts'
import type { Address } from './address.type.ts'

/** Lengths in characters. */
const RULES: Record<keyof Address, { maxLength: number; required: boolean }> = {
  firstName: { maxLength: 100, required: true },
  lastName: { maxLength: 100, required: true },
  company: { maxLength: 150, required: false },
  line1: { maxLength: 200, required: true },
  line2: { maxLength: 200, required: false },
  postalCode: { maxLength: 20, required: true },
  city: { maxLength: 100, required: true },
  region: { maxLength: 100, required: false },
  countryCode: { maxLength: 2, required: true },
  phone: { maxLength: 40, required: false },
}

/** An international number (E.164), exempt from the card check: one in ten German mobile numbers looks like a 13-digit Visa. */
const PHONE_NUMBER = /^(?:\+|00)(?:[\s()/.-]*\d){7,13}$/

const CONTROL_OR_LINE_BREAK = /[\p{Cc}\p{Zl}\p{Zp}]/u

/** Returns the trimmed address with an upper-case country code, and adds what is wrong with it to `problems`. */
export function checkAddress(address: Address, path: string, problems: UserError[]): Address {
  const fields = (Object.keys(RULES) as (keyof Address)[]).map((name) => {
    const value = (address[name] ?? '').trim()
    const field = [path, name]
    const isPhoneNumber = name === 'phone' && PHONE_NUMBER.test(value)
    if (!isPhoneNumber && containsCardNumber(value)) problems.push({ code: 'CARD_NUMBER_IN_TEXT', field })
    else if (!isValid(name, value)) problems.push({ code: 'INVALID_ADDRESS', field })
    return [name, name === 'countryCode' ? parseCountry(value) : value || null]
  })
  return Object.fromEntries(fields) as Address
}

function isValid(name: keyof Address, value: string): boolean {
  const { maxLength, required } = RULES[name]
  if (required && value === '') return false
  if (value.length > maxLength || CONTROL_OR_LINE_BREAK.test(value)) return false
  return name !== 'countryCode' || parseCountry(value) !== null
}
