import { createHmac, verify } from 'node:crypto'
import { alpha2ToNumeric } from 'i18n-iso-countries/index.js'
import { numericCode } from '@triclic/money'
import type { Language } from '../../../kernel/errors.ts'
import {
  NotAuthenticError,
  type BankPaymentRequest,
  type BankNotification,
  type BankProtocol,
  type DecryptedGatewayAccount,
  type RawNotification,
} from '../bank-protocol.ts'
import { payboxSettings } from './paybox.settings.ts'
import {
  currencyOf,
  parseForm,
  parseMinorUnits,
  pickFields,
  postForm,
  randomReference,
} from './protocol-helpers.ts'

/**
 * Paybox System by Verifone and Up2pay e-Transactions by Crédit Agricole. Source of fields, signatures and error codes:
 * the manual of paybox.com. Credentials: `site`, `rang`, `identifiant`, `hmacKey` (hex); optionally `publicKey` (PEM)
 * and `addresses` (comma-separated), which replace the bank's own public key and its servers' known addresses.
 *
 * The bank signs with one key for all its merchants and for its test server. A signed notification contains neither shop
 * nor currency, and the names of its parameters are chosen by the sender of the payment form. Therefore the reference
 * must be impossible to guess, the currency is part of a parameter name that our own signed form requests, and in
 * production the sender's address is checked: otherwise anyone could let the test server sign a fake payment.
 */
export const paybox: BankProtocol = {
  name: 'paybox',
  settings: payboxSettings,
  newReference: randomReference,
  buildRedirect(account, request) {
    const pairs = requestPairs(account, request)
    const signature = signPaybox(pairs, account.credentials.hmacKey ?? '')
    return postForm(account, [...pairs, ['PBX_HMAC', signature]])
  },
  readNotification(account, raw) {
    if (!isFromBank(account, raw.address)) throw new NotAuthenticError('address')
    const fields = readSigned(account, raw)
    const isTest = fields.A?.toUpperCase() === 'XXXXXX'
    if (fields.A && isTest !== (account.environment === 'TEST')) throw new NotAuthenticError('environment')
    return toNotification(fields, account)
  },
  readReturnReference: (parameters) => parameters.get('R'),
  displayableFields: (fields) =>
    pickFields(fields, [
      'R',
      ...Object.keys(fields).filter((name) => /^M(\d{3})?$/.test(name)),
      'E',
      'S',
      'T',
    ]),
  responses: {
    received: { status: 200, headers: { 'content-type': 'text/plain' }, body: '' },
    refused: { status: 400, headers: { 'content-type': 'text/plain' }, body: '' },
  },
}

type Pairs = readonly (readonly [name: string, value: string])[]

/** HMAC-SHA-512 in upper-case hex over `name=value` in the order sent, joined by `&`, values not encoded; the key is hex too. */
export function signPaybox(pairs: Pairs, hexKey: string): string {
  const signed = pairs.map(([name, value]) => `${name}=${value}`).join('&')
  return createHmac('sha512', Buffer.from(hexKey, 'hex')).update(signed, 'utf8').digest('hex').toUpperCase()
}

/** The bank's public key, the same for every merchant, in test and production (SHA-256 of its DER encoding: e3e24366…). */
export const PAYBOX_PUBLIC_KEY = `-----BEGIN PUBLIC KEY-----
MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDe+hkicNP7ROHUssGNtHwiT2Ew
HFrSk/qwrcq8v5metRtTTFPE/nmzSkRnTs3GMpi57rBdxBBJW5W9cpNyGUh0jNXc
VrOSClpD5Ri2hER/GcNrxVRP7RlWOqB1C03q4QYmwjHZ+zlM4OUhCCAtSWflB4wC
Ka1g88CjFwRw/PB9kwIDAQAB
-----END PUBLIC KEY-----
`

/** RSA PKCS#1 v1.5 with SHA-1 over the encoded text before the signature; the bank sometimes percent-encodes the base64 twice. */
export function isPayboxSignature(signed: string, signature: string, publicKey: string): boolean {
  const decoded = signature.includes('%') ? new URLSearchParams(`K=${signature}`).get('K') : signature
  const base64 = (decoded ?? '').replaceAll(' ', '+')
  if (!/^[A-Za-z0-9+/]{40,}={0,2}$/.test(base64)) return false
  return verify('sha1', Buffer.from(signed, 'latin1'), publicKey, Buffer.from(base64, 'base64'))
}

/** Addresses of the production servers. Source: the modules of Verifone and of eopayment. */
const PAYBOX_ADDRESSES = '194.2.122.158,194.2.122.190,195.25.7.166,195.25.67.22'

function isFromBank({ credentials, environment }: DecryptedGatewayAccount, address: string): boolean {
  const isRealBank = environment === 'PRODUCTION' && !credentials.publicKey
  const configured = credentials.addresses || (isRealBank ? PAYBOX_ADDRESSES : '')
  const allowed = configured.split(/[\s,]+/).filter(Boolean)
  // A socket that listens on IPv6 reports IPv4 addresses with this prefix.
  return allowed.length === 0 || allowed.includes(address.replace(/^::ffff:/i, ''))
}

/** Parameters of the notification, by the bank's letters. The amount's name contains the currency; the signature comes last. */
const notificationParameters = (currency: string): string =>
  `M${currency}:M;R:R;T:T;A:A;E:E;S:S;P:P;C:C;G:G;W:W;Q:Q;K:K`

const LANGUAGE_CODES: Record<Language, string> = { en: 'GBR', fr: 'FRA' }

function requestPairs({ credentials }: DecryptedGatewayAccount, request: BankPaymentRequest): Pairs {
  const { order, returnUrl } = request
  const currency = numericCode(request.currency)
  return [
    ['PBX_SITE', credentials.site ?? ''],
    ['PBX_RANG', credentials.rang ?? ''],
    ['PBX_IDENTIFIANT', credentials.identifiant ?? ''],
    ['PBX_TOTAL', String(request.amount).padStart(3, '0')],
    ['PBX_DEVISE', currency],
    ['PBX_CMD', request.reference],
    ['PBX_PORTEUR', order.email],
    ['PBX_RETOUR', notificationParameters(currency)],
    ['PBX_EFFECTUE', returnUrl],
    ['PBX_REFUSE', returnUrl],
    ['PBX_ANNULE', returnUrl],
    ['PBX_ATTENTE', returnUrl],
    ['PBX_REPONDRE_A', request.notifyUrl],
    ['PBX_LANGUE', LANGUAGE_CODES[order.language]],
    ['PBX_SOURCE', 'RWD'],
    ['PBX_SHOPPINGCART', shoppingCart(request.itemCount)],
    ['PBX_BILLING', billing(order.billingAddress)],
    ['PBX_HASH', 'SHA512'],
    ['PBX_TIME', `${request.at.toISOString().slice(0, 19)}+00:00`],
  ]
}

const xml = (content: string): string => `<?xml version="1.0" encoding="utf-8"?>${content}`

/** The bank accepts quantities from 1 to 99. */
const shoppingCart = (itemCount: number): string => {
  const quantity = Math.min(Math.max(itemCount, 1), 99)
  return xml(`<shoppingcart><total><totalQuantity>${quantity}</totalQuantity></total></shoppingcart>`)
}

function billing(address: BankPaymentRequest['order']['billingAddress']): string {
  const parts: [name: string, value: string | null | undefined, maxLength: number][] = [
    ['FirstName', address.firstName, 22],
    ['LastName', address.lastName, 22],
    ['Address1', address.line1, 50],
    ['Address2', address.line2, 50],
    ['ZipCode', address.postalCode, 10],
    ['City', address.city, 50],
    ['CountryCode', countryNumber(address.countryCode), 3],
  ]
  const present = parts.filter(([name, value]) => name !== 'Address2' || value)
  const tags = present.map(
    ([name, value, maxLength]) => `<${name}>${withoutMarkup(value ?? '', maxLength)}</${name}>`,
  )
  return xml(`<Billing><Address>${tags.join('')}</Address></Billing>`)
}

/** Three-digit ISO 3166-1 code. @throws RangeError for an unknown country */
function countryNumber(alpha2: string): string {
  const number = alpha2ToNumeric(alpha2)
  if (!number) throw new RangeError(`No ISO 3166-1 numeric code for country ${JSON.stringify(alpha2)}`)
  return number
}

/** Replaces markup characters by spaces: escaped, each would count as several characters of the maximum length. */
const withoutMarkup = (text: string, maxLength: number): string =>
  [...text.replace(/[<>&"\p{Cc}]/gu, ' ')].slice(0, maxLength).join('').trim() || '-'

/** Verifies the signature, which must be the last parameter, and returns the other fields. A POST has the same text in its body. */
function readSigned(account: DecryptedGatewayAccount, raw: RawNotification): Record<string, string> {
  const text = raw.body.length > 0 ? raw.body.toString('latin1') : raw.query
  const { K: signature, ...fields } = parseForm(text)
  const end = text.lastIndexOf('&K=')
  if (signature === undefined || end < 1 || text.includes('&', end + 1))
    throw new NotAuthenticError('unsigned')
  const publicKey = account.credentials.publicKey || PAYBOX_PUBLIC_KEY
  if (!isPayboxSignature(text.slice(0, end), signature, publicKey)) throw new NotAuthenticError('signature')
  return fields
}

/** Outcome by error code `E`, except 001xx. 002xx and 003xx are reported to be acceptances of other payment methods. */
const OUTCOMES: Record<string, BankNotification['outcome']> = {
  '00001': 'REFUSED',
  '00003': 'REFUSED',
  '00004': 'REFUSED',
  '00008': 'REFUSED',
  '00021': 'REFUSED',
  '00029': 'REFUSED',
  '00030': 'CANCELLED',
  '00033': 'REFUSED',
  '00040': 'REFUSED',
  '00117': 'CANCELLED',
  '00200': 'PENDING',
  '00201': 'PENDING',
  '00300': 'PENDING',
  '00301': 'PENDING',
  '00302': 'PENDING',
  '00303': 'PENDING',
  '99999': 'PENDING',
}

/** Without an authorisation number a test cannot be distinguished from a payment, so the merchant has to check an acceptance. */
function outcomeOf(error: string, authorisation: string | undefined): BankNotification['outcome'] {
  if (error === '00000') return authorisation ? 'PAID' : 'PENDING'
  const known = OUTCOMES[error]
  if (known) return known
  // 001xx is response code xx of the authorisation centre; its 00 arrives as 00000.
  return /^001(?!00)\d\d$/.test(error) ? 'REFUSED' : 'NONE'
}

function toNotification(fields: Record<string, string>, account: DecryptedGatewayAccount): BankNotification {
  const [amountName = '', secondAmount] = Object.keys(fields).filter((name) => /^M\d{3}$/.test(name))
  const { R: reference, E: error } = fields
  if (!amountName || secondAmount || !reference || !error) throw new NotAuthenticError('not our variables')
  return {
    dedupeKey: [reference, fields.S || fields.T || 'none'].join('-'),
    bankStatus: error,
    outcome: outcomeOf(error, fields.A),
    reference,
    amount: parseMinorUnits(fields[amountName]),
    currency: currencyOf(amountName.slice(1)),
    environment: account.environment,
    authorizationNumber: fields.A || null,
    bankTransactionId: fields.S || fields.T || null,
    fields,
  }
}
