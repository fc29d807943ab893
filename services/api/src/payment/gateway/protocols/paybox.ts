import { createHmac, verify } from 'node:crypto'
import {
  NotAuthenticError,
  type AttemptToOpen,
  type BankNotification,
  type BankProtocol,
  type DecryptedGatewayAccount,
  type RawNotification,
} from '../bank-protocol.ts'
import { countryNumber } from './country-numbers.ts'
import { alphaCurrency, numericCurrency } from './currencies.ts'
import { postForm } from './post-form.ts'
import { randomLetters } from './random-letters.ts'
import { parseForm } from './parse-form.ts'
import { payboxSettings } from './paybox.settings.ts'
import { pickFields } from './pick-fields.ts'

/**
 * Paybox System by Verifone, Up2pay e-Transactions of Crédit Agricole: fields, signatures and error codes by the
 * manual of paybox.com. Credentials: `site`, `rang`, `identifiant`, `hmacKey` (hex); `publicKey` (PEM) in place of the
 * bank's own; `addresses`, parted by commas, in place of those the bank's servers are known to write from.
 *
 * The bank signs for all its merchants, and for its test server, with one key; a signed answer names neither shop nor
 * currency, and whoever asked for it chose the names in it. So the reference can't be guessed, the currency stands in
 * the name of a variable that our own signed request asks for, and in production the sender's address counts: without
 * it, anybody could have the test server sign what looks like a payment.
 */
export const paybox: BankProtocol = {
  name: 'paybox',
  settings: payboxSettings,
  newReference: randomLetters,
  redirect(account, attempt) {
    const pairs = requestPairs(account, attempt)
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
  readReturn: (parameters) => parameters.get('R'),
  tell: (fields) =>
    pickFields(fields, [
      'R',
      ...Object.keys(fields).filter((name) => /^M(\d{3})?$/.test(name)),
      'E',
      'S',
      'T',
    ]),
  answer: {
    received: { status: 200, headers: { 'content-type': 'text/plain' }, body: '' },
    refused: { status: 400, headers: { 'content-type': 'text/plain' }, body: '' },
  },
}

type Pairs = readonly (readonly [name: string, value: string])[]

/** Upper-case hex HMAC-SHA-512 over `name=value` in the order sent, joined by `&`, values raw; the key is itself hex. */
export function signPaybox(pairs: Pairs, hexKey: string): string {
  const signed = pairs.map(([name, value]) => `${name}=${value}`).join('&')
  return createHmac('sha512', Buffer.from(hexKey, 'hex')).update(signed, 'utf8').digest('hex').toUpperCase()
}

/** The key that the bank signs its answers with, the same for every merchant, test and production (SHA-256 of its DER e3e24366…). */
export const PAYBOX_PUBLIC_KEY = `-----BEGIN PUBLIC KEY-----
MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDe+hkicNP7ROHUssGNtHwiT2Ew
HFrSk/qwrcq8v5metRtTTFPE/nmzSkRnTs3GMpi57rBdxBBJW5W9cpNyGUh0jNXc
VrOSClpD5Ri2hER/GcNrxVRP7RlWOqB1C03q4QYmwjHZ+zlM4OUhCCAtSWflB4wC
Ka1g88CjFwRw/PB9kwIDAQAB
-----END PUBLIC KEY-----
`

/** RSA PKCS#1 v1.5 with SHA-1 over the encoded text before the signature; the base64 is sometimes encoded once more. */
export function isPayboxSignature(signed: string, signature: string, publicKey: string): boolean {
  const once = signature.includes('%') ? new URLSearchParams(`K=${signature}`).get('K') : signature
  const base64 = (once ?? '').replaceAll(' ', '+')
  if (!/^[A-Za-z0-9+/]{40,}={0,2}$/.test(base64)) return false
  return verify('sha1', Buffer.from(signed, 'latin1'), publicKey, Buffer.from(base64, 'base64'))
}

/** The production servers' addresses, as the modules of Verifone and of eopayment name them. */
const PAYBOX_ADDRESSES = '194.2.122.158,194.2.122.190,195.25.7.166,195.25.67.22'

/** A listener on IPv6 sees an IPv4 address with a prefix. */
function isFromBank({ credentials, environment }: DecryptedGatewayAccount, address: string): boolean {
  const isBanksOwn = environment === 'PRODUCTION' && !credentials.publicKey
  const named = credentials.addresses || (isBanksOwn ? PAYBOX_ADDRESSES : '')
  const known = named.split(/[\s,]+/).filter(Boolean)
  return known.length === 0 || known.includes(address.replace(/^::ffff:/i, ''))
}

/** Names are the bank's letters; the currency asked for stands in the amount's name. The signature comes last. */
const wanted = (currency: string): string => `M${currency}:M;R:R;T:T;A:A;E:E;S:S;P:P;C:C;G:G;W:W;Q:Q;K:K`

function requestPairs({ credentials }: DecryptedGatewayAccount, attempt: AttemptToOpen): Pairs {
  const { order, returnUrl } = attempt
  const currency = numericCurrency(attempt.currency)
  return [
    ['PBX_SITE', credentials.site ?? ''],
    ['PBX_RANG', credentials.rang ?? ''],
    ['PBX_IDENTIFIANT', credentials.identifiant ?? ''],
    ['PBX_TOTAL', String(attempt.amount).padStart(3, '0')],
    ['PBX_DEVISE', currency],
    ['PBX_CMD', attempt.reference],
    ['PBX_PORTEUR', order.email],
    ['PBX_RETOUR', wanted(currency)],
    ['PBX_EFFECTUE', returnUrl],
    ['PBX_REFUSE', returnUrl],
    ['PBX_ANNULE', returnUrl],
    ['PBX_ATTENTE', returnUrl],
    ['PBX_REPONDRE_A', attempt.notifyUrl],
    ['PBX_LANGUE', order.language === 'fr' ? 'FRA' : 'GBR'],
    ['PBX_SOURCE', 'RWD'],
    ['PBX_SHOPPINGCART', shoppingCart(attempt.itemCount)],
    ['PBX_BILLING', billing(order.billingAddress)],
    ['PBX_HASH', 'SHA512'],
    ['PBX_TIME', `${attempt.at.toISOString().slice(0, 19)}+00:00`],
  ]
}

const xml = (content: string): string => `<?xml version="1.0" encoding="utf-8"?>${content}`

/** The bank counts from 1 to 99. */
const shoppingCart = (itemCount: number): string => {
  const counted = Math.min(Math.max(itemCount, 1), 99)
  return xml(`<shoppingcart><total><totalQuantity>${counted}</totalQuantity></total></shoppingcart>`)
}

function billing(address: AttemptToOpen['order']['billingAddress']): string {
  const parts: [name: string, value: string | null | undefined, most: number][] = [
    ['FirstName', address.firstName, 22],
    ['LastName', address.lastName, 22],
    ['Address1', address.line1, 50],
    ['Address2', address.line2, 50],
    ['ZipCode', address.postalCode, 10],
    ['City', address.city, 50],
    ['CountryCode', countryNumber(address.countryCode), 3],
  ]
  const written = parts.filter(([name, value]) => name !== 'Address2' || value)
  const tags = written.map(([name, value, most]) => `<${name}>${plain(value ?? '', most)}</${name}>`)
  return xml(`<Billing><Address>${tags.join('')}</Address></Billing>`)
}

/** Markup is left out, not escaped: an entity would count as its letters against the bank's lengths. */
const plain = (text: string, most: number): string =>
  [...text.replace(/[<>&"\p{Cc}]/gu, ' ')].slice(0, most).join('').trim() || '-'

/** The fields before the signature, which stands last; a POST carries the same text in its body. */
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

/** `E` → what it means for an order, besides 001xx. 002xx and 003xx are said to be acceptances of other means of payment. */
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

/** Without an authorisation nothing tells a test from a payment: an acceptance is then for the merchant to look at. */
function outcomeOf(error: string, authorisation: string | undefined): BankNotification['outcome'] {
  if (error === '00000') return authorisation ? 'PAID' : 'PENDING'
  const known = OUTCOMES[error]
  if (known) return known
  // 001xx is the authorisation centre's answer xx; its 00 comes as 00000.
  return /^001(?!00)\d\d$/.test(error) ? 'REFUSED' : 'NONE'
}

function toNotification(fields: Record<string, string>, account: DecryptedGatewayAccount): BankNotification {
  const [amountName = '', another] = Object.keys(fields).filter((name) => /^M\d{3}$/.test(name))
  const { R: reference, E: error } = fields
  if (!amountName || another || !reference || !error) throw new NotAuthenticError('not our variables')
  const amount = fields[amountName] ?? ''
  return {
    dedupeKey: [reference, fields.S || fields.T || 'none'].join('-'),
    bankStatus: error,
    outcome: outcomeOf(error, fields.A),
    reference,
    amount: /^\d{1,12}$/.test(amount) ? Number(amount) : -1,
    currency: alphaCurrency(amountName.slice(1)),
    environment: account.environment,
    authorizationNumber: fields.A || null,
    bankTransactionId: fields.S || fields.T || null,
    fields,
  }
}
