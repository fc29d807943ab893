import { randomBytes } from 'node:crypto'
import { domainToASCII } from 'node:url'
import { currencyOfNumericCode } from '@triclic/money'
import { NotAuthenticError, type BankRedirect, type DecryptedGatewayAccount } from '../bank-protocol.ts'

/** A form with these fields, in their order, posted to the account's payment page. */
export const postForm = (
  { paymentUrl }: DecryptedGatewayAccount,
  fields: readonly (readonly [name: string, value: string])[],
): BankRedirect => ({
  method: 'POST',
  url: paymentUrl,
  fields: fields.map(([name, value]) => ({ name, value })),
})

/**
 * Fields of a form-encoded text in UTF-8.
 * @throws NotAuthenticError for a duplicated parameter: the signature could cover one value while the code reads the other
 */
export function parseForm(text: string): Record<string, string> {
  const fields: Record<string, string> = Object.create(null) as Record<string, string>
  for (const [name, value] of new URLSearchParams(text)) {
    if (name in fields) throw new NotAuthenticError('duplicated parameter')
    fields[name] = value
  }
  return fields
}

/** The named fields that exist. */
export const pickFields = (
  fields: Readonly<Record<string, string>>,
  names: readonly string[],
): Record<string, string> =>
  Object.fromEntries(names.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]])))

/** Receives no mail (RFC 2606 and RFC 7505). */
const PLACEHOLDER_EMAIL = 'unknown@example.com'

/**
 * The buyer's e-mail address as a bank accepts it: ASCII, with an internationalised domain in Punycode, and at most
 * `maxLength` characters. Null if there is no such form of the address: a cut address would be another person's.
 */
export function bankEmail(email: string, maxLength: number): string | null {
  const at = email.lastIndexOf('@')
  const address = `${email.slice(0, at)}@${domainToASCII(email.slice(at + 1))}`
  return address.length <= maxLength && /^[!-~]+@[a-z0-9.-]+$/i.test(address) ? address : null
}

/** Likewise, for banks that require an address: one that receives no mail if the buyer's cannot be sent. */
export const requiredBankEmail = (email: string, maxLength: number): string =>
  bankEmail(email, maxLength) ?? PLACEHOLDER_EMAIL

/** Amount in minor units; -1 if the text is not a number of up to twelve digits, so that it matches no order. */
export const parseMinorUnits = (text = ''): number => (/^\d{1,12}$/.test(text) ? Number(text) : -1)

/** Alphabetic currency code; the numeric code itself if no currency has it, so that it matches no order. */
export const currencyOf = (numericCode = ''): string => currencyOfNumericCode(numericCode) ?? numericCode

/**
 * A reference of 30 letters with 120 random bits. No digits, because one in a thousand hexadecimal texts of that length
 * contains what looks like a card number and would be redacted.
 */
export const randomReference = (): string =>
  [...randomBytes(15).toString('hex')]
    .map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))
    .join('')
