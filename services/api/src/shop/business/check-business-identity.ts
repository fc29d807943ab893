import { containsCardNumber, containsLongCardNumber } from '@triclic/card-core/text'
import { parseCountry } from '../../kernel/countries.ts'
import type { UserError, UserErrorCode } from '../../kernel/errors.ts'
import { isPostalCodeValid } from '../../kernel/postal-code.ts'
import { parseSirenOrSiret } from '../../kernel/registration-number.ts'
import { parseVatNumber } from '../../kernel/vat-number.ts'
import { hasLetter, hasLetterOrDigit, trimInvisible } from '../../kernel/visible-text.ts'
import type { BusinessIdentity } from './business-identity.ts'
import { SIREN_COUNTRIES } from './siren-countries.ts'

/** Numbers that are checked apart: a phone may contain 13 digits that look like a card number, a SIRET has 14 that pass the same check. */
const NUMBERS = new Set<keyof BusinessIdentity>(['registrationNumber', 'phone'])

const MAX_LENGTH = 200
const PHONE = /^[+\d][\d\s().\-/]{4,28}\d$/

export type BusinessIdentityInput = { [Name in keyof BusinessIdentity]: string | null | undefined }

/** The identity with trimmed texts and normalised numbers. Adds everything that is wrong with it to `problems`. */
export function checkBusinessIdentity(input: BusinessIdentityInput, problems: UserError[]): BusinessIdentity {
  const report = (code: UserErrorCode, name: keyof BusinessIdentity) =>
    void problems.push({ code, field: [name] })
  const optional = (name: keyof BusinessIdentity): string | null => {
    const text = trimInvisible(input[name] ?? '')
    if (text.length > MAX_LENGTH) report('TEXT_TOO_LONG', name)
    else if (!NUMBERS.has(name) && containsCardNumber(text)) report('CARD_NUMBER_NOT_ALLOWED', name)
    return text || null
  }
  const required = (name: keyof BusinessIdentity, contains = hasLetterOrDigit): string => {
    const text = optional(name) ?? ''
    if (!contains(text)) report('REQUIRED', name)
    return text
  }
  const identity: BusinessIdentity = {
    legalName: required('legalName', hasLetter),
    legalForm: optional('legalForm'),
    registrationNumber: optional('registrationNumber'),
    registry: optional('registry'),
    vatNumber: optional('vatNumber'),
    line1: required('line1'),
    line2: optional('line2'),
    postalCode: optional('postalCode') ?? '',
    city: required('city'),
    countryCode: parseCountry(input.countryCode ?? '') ?? '',
    phone: required('phone', (text) => text !== ''),
    publicationDirector: optional('publicationDirector'),
    mediatorName: optional('mediatorName'),
    mediatorUrl: optional('mediatorUrl'),
  }
  if (!identity.countryCode) report('INVALID_ADDRESS', 'countryCode')
  else if (!isPostalCodeValid(identity.postalCode, identity.countryCode))
    report('INVALID_ADDRESS', 'postalCode')
  if (containsLongCardNumber(identity.phone)) report('CARD_NUMBER_NOT_ALLOWED', 'phone')
  else if (identity.phone && !PHONE.test(identity.phone)) report('PHONE_INVALID', 'phone')
  if (identity.mediatorUrl && !isWebAddress(identity.mediatorUrl)) report('URL_INVALID', 'mediatorUrl')
  return { ...identity, ...checkNumbers(identity, report) }
}

function checkNumbers(
  { registrationNumber, vatNumber, countryCode }: BusinessIdentity,
  report: (code: UserErrorCode, name: keyof BusinessIdentity) => void,
): Pick<BusinessIdentity, 'registrationNumber' | 'vatNumber'> {
  const hasSiren = SIREN_COUNTRIES.has(countryCode)
  const number = registrationNumber && hasSiren ? parseSirenOrSiret(registrationNumber) : registrationNumber
  if (registrationNumber && !hasSiren && containsCardNumber(registrationNumber))
    report('CARD_NUMBER_NOT_ALLOWED', 'registrationNumber')
  if (registrationNumber && !number) report('REGISTRATION_NUMBER_INVALID', 'registrationNumber')
  if (!registrationNumber && hasSiren) report('REQUIRED', 'registrationNumber')
  const vat = vatNumber && (parseVatNumber(vatNumber)?.number ?? null)
  if (vatNumber && !vat) report('VAT_NUMBER_INVALID', 'vatNumber')
  if (hasSiren && number && vat?.startsWith('FR') && vat.slice(4) !== number.slice(0, 9))
    report('VAT_NUMBER_OF_OTHER_BUSINESS', 'vatNumber')
  return { registrationNumber: number, vatNumber: vat }
}

const isWebAddress = (text: string): boolean =>
  URL.canParse(text) && new URL(text).protocol === 'https:' && !new URL(text).username
