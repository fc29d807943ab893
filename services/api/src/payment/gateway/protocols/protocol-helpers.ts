import { randomBytes } from 'node:crypto'
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
