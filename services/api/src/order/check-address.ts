import type { UserError } from '../kernel/errors.ts'
import { containsCardNumber } from '../kernel/card-numbers.ts'
import { parseCountry } from '../kernel/countries.ts'
import type { Address } from './address.type.ts'

/** Each part of an address: how long it may be, and whether it must be there. */
const PARTS: Record<keyof Address, { most: number; needed: boolean }> = {
  firstName: { most: 100, needed: true },
  lastName: { most: 100, needed: true },
  company: { most: 150, needed: false },
  line1: { most: 200, needed: true },
  line2: { most: 200, needed: false },
  postalCode: { most: 20, needed: true },
  city: { most: 100, needed: true },
  region: { most: 100, needed: false },
  countryCode: { most: 2, needed: true },
  phone: { most: 40, needed: false },
}

/** An international number (E.164). Of a German mobile's thirteen digits, one in ten would read as an old, short Visa. */
const TELEPHONE = /^(?:\+|00)(?:[\s()/.-]*\d){7,13}$/

/** The address as it is kept, its parts trimmed; what is wrong with it goes onto `problems`. */
export function checkAddress(given: Address, path: string, problems: UserError[]): Address {
  const parts = Object.entries(PARTS).map(([name, { most, needed }]) => {
    const value = (given[name as keyof Address] ?? '').trim()
    const field = [path, name]
    const isTelephone = name === 'phone' && TELEPHONE.test(value)
    if (!isTelephone && containsCardNumber(value)) problems.push({ code: 'CARD_NUMBER_IN_TEXT', field })
    else if (isWrong(name, value, most, needed)) problems.push({ code: 'INVALID_ADDRESS', field })
    return [name, name === 'countryCode' ? parseCountry(value) : value || null]
  })
  return Object.fromEntries(parts) as Address
}

const isWrong = (name: string, value: string, most: number, needed: boolean): boolean =>
  (needed && value === '') ||
  value.length > most ||
  /[\p{Cc}\p{Zl}\p{Zp}]/u.test(value) ||
  (name === 'countryCode' && parseCountry(value) === null)
