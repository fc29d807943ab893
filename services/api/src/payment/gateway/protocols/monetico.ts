import { createHash, createHmac, randomInt } from 'node:crypto'
import { decimalsOf } from '@triclic/money'
import { isEqualText } from '../../../platform/crypto/sign.ts'
import {
  UnsupportedPaymentError,
  NotAuthenticError,
  type BankPaymentRequest,
  type BankResponse,
  type BankNotification,
  type BankProtocol,
  type DecryptedGatewayAccount,
} from '../bank-protocol.ts'
import { moneticoSettings } from './monetico.settings.ts'
import { bankEmail, pickFields, postForm } from './protocol-helpers.ts'

/**
 * Monetico Paiement v3 (Crédit Mutuel, CIC). Source of fields, MAC and return codes: the bank's kit and technical
 * documentation. Credentials: `tpe`, `societe`, `key` (40 characters, as the bank provides it). Test and production share
 * the key and the buyer's browser chooses the server, so only the return code distinguishes a test from a payment.
 */
export const monetico: BankProtocol = {
  name: 'monetico',
  settings: moneticoSettings,
  // Older contracts accept at most twelve characters.
  newReference: () => Array.from({ length: 12 }, () => randomInt(36).toString(36).toUpperCase()).join(''),
  buildRedirect(account, request) {
    const fields = requestFields(account, request)
    fields.MAC = signMonetico(moneticoSignedText(fields), keyOf(account))
    return postForm(account, Object.entries(fields))
  },
  readNotification(account, raw) {
    const bytes = parseFormBytes(raw.body.length > 0 ? raw.body.toString('latin1') : raw.query)
    if (bytes.TPE !== account.identity) throw new NotAuthenticError('TPE')
    const mac = signMonetico(Buffer.from(moneticoSignedText(bytes), 'latin1'), keyOf(account))
    if (!isEqualText((bytes.MAC ?? '').toLowerCase(), mac)) throw new NotAuthenticError('MAC')
    const fields = decodeUtf8(bytes)
    const isTestAccount = account.environment === 'TEST'
    if (isTestAccount ? isPaid(fields) : isTestPaid(fields)) throw new NotAuthenticError('environment')
    return toNotification(fields, account)
  },
  readReturnReference: (parameters) => parameters.get('reference'),
  displayableFields: (fields) => pickFields(fields, ['reference', 'montant', 'code-retour', 'TPE', 'date']),
  responses: { received: acknowledge(0), refused: acknowledge(1) },
}

type Fields = Record<string, string>

/** Without a key anyone could compute the MAC, and a key that is not hexadecimal would decode to few bytes or none. */
function keyOf({ credentials: { key = '' } }: DecryptedGatewayAccount): string {
  if (key.length !== 40 || moneticoKey(key).length !== 20)
    throw new Error('The Monetico account has no key of 40 characters.')
  return key
}

/** The bank reads only the body; 1 means that the MAC was wrong. */
function acknowledge(cdr: 0 | 1): BankResponse {
  const headers = { 'content-type': 'text/plain', pragma: 'no-cache' }
  return { status: 200, headers, body: `version=2\ncdr=${cdr}\n` }
}

/** The signed text: `name=value` of every field except MAC, sorted by the bytes of the name, joined by `*`. */
export function moneticoSignedText(fields: Fields): string {
  const names = Object.keys(fields).filter((name) => name !== 'MAC')
  return names
    .sort()
    .map((name) => `${name}=${fields[name]}`)
    .join('*')
}

/** HMAC-SHA-1 in hex. */
export const signMonetico = (signed: string | Buffer, key: string): string =>
  createHmac('sha1', moneticoKey(key)).update(signed).digest('hex')

/** Decodes a key as the bank provides it. Its last two characters may be encoded; a short key is padded. Source: the CM-CIC kit. */
export function moneticoKey(key: string): Buffer {
  const [first = '', second = ''] = `${key.slice(38, 40)}00`
  const code = first.charCodeAt(0)
  const isEncoded = code > 70 && code < 97
  const end = isEncoded ? String.fromCharCode(code - 23) + second : first + (second === 'M' ? '0' : second)
  const hex = key.slice(0, 38) + end
  return Buffer.from(hex.padEnd(hex.length + (hex.length % 2), '0'), 'hex')
}

/** The longest address that can exist (RFC 5321); the bank documents no limit of its own for `mail`. */
const MAX_EMAIL_LENGTH = 254

/** All fields are ASCII, because the bank's servers may expect another character encoding. */
function requestFields({ credentials }: DecryptedGatewayAccount, request: BankPaymentRequest): Fields {
  const { order, reference } = request
  const email = bankEmail(order.email, MAX_EMAIL_LENGTH)
  // The bank adds nothing to the return URL, so it must contain the reference.
  const returnUrl = `${request.returnUrl}?${new URLSearchParams({ reference })}`
  return {
    TPE: credentials.tpe ?? '',
    contexte_commande: orderContext(order.billingAddress),
    date: localDate(request.at, request.timeZone),
    lgue: order.language.toUpperCase(),
    ...(email && { mail: email }),
    montant: formatMoneticoAmount(request.amount, request.currency),
    reference,
    societe: credentials.societe ?? '',
    url_retour_err: returnUrl,
    url_retour_ok: returnUrl,
    version: '3.0',
  }
}

/** The billing address as JSON in base64, each value cut to the bank's maximum length. */
function orderContext(address: BankPaymentRequest['order']['billingAddress']): string {
  const cut = (text: string, maxLength: number) => [...text].slice(0, maxLength).join('')
  const { line2, region, countryCode } = address
  const billing = {
    firstName: cut(address.firstName, 45),
    lastName: cut(address.lastName, 45),
    addressLine1: cut(address.line1, 50),
    ...(line2 && { addressLine2: cut(line2, 50) }),
    city: cut(address.city, 50),
    postalCode: cut(address.postalCode, 10),
    country: countryCode,
    ...(region && ['US', 'CA'].includes(countryCode) && { stateOrProvince: region }),
  }
  return Buffer.from(JSON.stringify({ billing }), 'utf8').toString('base64')
}

/** `dd/mm/yyyy:hh:mm:ss` in the shop's time zone, as the bank's documentation requires. */
const localDate = (at: Date, timeZone: string): string =>
  at.toLocaleString('fr-FR', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).replace(' ', ':')

/** 2480, EUR → `24.80EUR`. @throws UnsupportedPaymentError if a third decimal is not zero, because the bank would round it */
function formatMoneticoAmount(amount: number, currency: string): string {
  const decimals = decimalsOf(currency)
  const digits = String(amount).padStart(decimals + 1, '0')
  const end = digits.length - decimals
  const [, fraction] = /^(\d{0,2})0*$/.exec(digits.slice(end)) ?? []
  if (fraction === undefined)
    throw new UnsupportedPaymentError(`Monetico accepts only two decimals for ${currency}.`)
  return [digits.slice(0, end), fraction].filter(Boolean).join('.') + currency
}

/** `24.8EUR` → 2480, EUR. The amount is -1, which matches no order, if the text has another format. */
export function parseMoneticoAmount(montant: string): { amount: number; currency: string } {
  const [, whole = '', fraction = '', currency = ''] =
    /^(\d{1,10})(?:\.(\d+))?([A-Z]{3})$/.exec(montant) ?? []
  if (!whole) return { amount: -1, currency: '' }
  const decimals = decimalsOf(currency)
  const isExact = /^0*$/.test(fraction.slice(decimals))
  return {
    amount: isExact ? Number(whole + fraction.slice(0, decimals).padEnd(decimals, '0')) : -1,
    currency,
  }
}

/** Fields with one character per byte, because the bank signs bytes in whatever character encoding. */
function parseFormBytes(text: string): Fields {
  const fields = new Map<string, string>()
  for (const pair of text.split('&').filter(Boolean)) {
    const at = pair.includes('=') ? pair.indexOf('=') : pair.length
    const name = decodeBytes(pair.slice(0, at))
    if (fields.has(name)) throw new NotAuthenticError('duplicated parameter')
    fields.set(name, decodeBytes(pair.slice(at + 1)))
  }
  return Object.fromEntries(fields)
}

const decodeBytes = (text: string): string =>
  text
    .replaceAll('+', ' ')
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

function decodeUtf8({ MAC: _mac, ...bytes }: Fields): Fields {
  const decode = (value: string) => Buffer.from(value, 'latin1').toString('utf8')
  return Object.fromEntries(Object.entries(bytes).map(([name, value]) => [name, decode(value)]))
}

const isPaid = (fields: Fields): boolean => fields['code-retour'] === 'paiement'
const isTestPaid = (fields: Fields): boolean => fields['code-retour'] === 'payetest'

/** A cancellation is not final: the buyer has four tries, so an acceptance may follow. Codes of instalments, which we never request, are NONE. */
function outcomeOf(fields: Fields): BankNotification['outcome'] {
  if (isPaid(fields) || isTestPaid(fields)) return 'PAID'
  if (fields['code-retour'] !== 'Annulation') return 'NONE'
  return ['', '-'].includes(fields.motifrefus ?? '') ? 'CANCELLED' : 'REFUSED'
}

function toNotification(fields: Fields, account: DecryptedGatewayAccount): BankNotification {
  const { reference = '', numauto } = fields
  // No card field is stored: a hash of the number together with its first digits would reveal the number.
  const { hpancb: _hash, bincb: _bin, cbmasquee: _masked, vld: _expiry, ...storedFields } = fields
  return {
    dedupeKey: createHash('sha256').update(moneticoSignedText(fields), 'utf8').digest('hex'),
    bankStatus: fields['code-retour'] ?? '',
    outcome: outcomeOf(fields),
    // A cancellation with an authorisation number is that of an accepted payment.
    laterNews: numauto && fields['code-retour'] === 'Annulation' ? 'PAYMENT_CANCELLED' : undefined,
    reference,
    ...parseMoneticoAmount(fields.montant ?? ''),
    environment: account.environment,
    authorizationNumber: numauto || null,
    bankTransactionId: numauto ? `${reference}-${numauto}` : null,
    fields: storedFields,
  }
}
