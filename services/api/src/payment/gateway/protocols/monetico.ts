import { createHash, createHmac, randomInt } from 'node:crypto'
import { isEqualText } from '../../../platform/crypto/sign.ts'
import { decimalsOf } from '@triclic/money'
import {
  PaymentNotSupported,
  NotAuthenticError,
  type AttemptToOpen,
  type BankAnswer,
  type BankNotification,
  type BankProtocol,
  type DecryptedGatewayAccount,
} from '../bank-protocol.ts'
import { moneticoSettings } from './monetico.settings.ts'
import { postForm } from './post-form.ts'
import { pickFields } from './pick-fields.ts'

/**
 * Monetico Paiement v3 (Crédit Mutuel, CIC): fields, MAC and return codes by the bank's kit and technical documentation.
 * Credentials: `tpe`, `societe`, `key` (40 characters, as the bank gives it). Test and production share the key and the
 * buyer's browser chooses the server, so that only the return code tells a test from a payment.
 */
export const monetico: BankProtocol = {
  name: 'monetico',
  settings: moneticoSettings,
  // Older contracts take no more than twelve characters.
  newReference: () => Array.from({ length: 12 }, () => randomInt(36).toString(36).toUpperCase()).join(''),
  redirect(account, attempt) {
    const fields = requestFields(account, attempt)
    fields.MAC = signMonetico(moneticoText(fields), keyOf(account))
    return postForm(account, Object.entries(fields))
  },
  readNotification(account, raw) {
    const bytes = readBytes(raw.body.length > 0 ? raw.body.toString('latin1') : raw.query)
    if (bytes.TPE !== account.identity) throw new NotAuthenticError('TPE')
    const mac = signMonetico(Buffer.from(moneticoText(bytes), 'latin1'), keyOf(account))
    if (!isEqualText((bytes.MAC ?? '').toLowerCase(), mac)) throw new NotAuthenticError('MAC')
    const fields = asText(bytes)
    const testsHere = account.environment === 'TEST'
    if (testsHere ? isPaid(fields) : isTestPaid(fields)) throw new NotAuthenticError('environment')
    return toNotification(fields, account)
  },
  readReturn: (parameters) => parameters.get('reference'),
  tell: (fields) => pickFields(fields, ['reference', 'montant', 'code-retour', 'TPE', 'date']),
  answer: { received: acknowledge(0), refused: acknowledge(1) },
}

type Fields = Record<string, string>

/** Without a key anybody could make a MAC; of a key that is no hex nothing, or little, would be left. */
function keyOf({ credentials: { key = '' } }: DecryptedGatewayAccount): string {
  if (key.length !== 40 || moneticoKey(key).length !== 20)
    throw new Error('The Monetico account has no key of 40 characters.')
  return key
}

/** The bank reads the body alone; 1 says that the MAC was wrong. */
function acknowledge(cdr: 0 | 1): BankAnswer {
  const headers = { 'content-type': 'text/plain', pragma: 'no-cache' }
  return { status: 200, headers, body: `version=2\ncdr=${cdr}\n` }
}

/** What is signed: `name=value` of every field but MAC, by name in the order of its bytes, joined by `*`. */
export function moneticoText(fields: Fields): string {
  const names = Object.keys(fields).filter((name) => name !== 'MAC')
  return names
    .sort()
    .map((name) => `${name}=${fields[name]}`)
    .join('*')
}

/** Hex HMAC-SHA-1. */
export const signMonetico = (signed: string | Buffer, key: string): string =>
  createHmac('sha1', moneticoKey(key)).update(signed).digest('hex')

/** The bytes of a key as the bank gives it: its last two characters may be disguised; a short one is filled up (kit of CM-CIC). */
export function moneticoKey(key: string): Buffer {
  const [first = '', second = ''] = `${key.slice(38, 40)}00`
  const code = first.charCodeAt(0)
  const isDisguised = code > 70 && code < 97
  const end = isDisguised ? String.fromCharCode(code - 23) + second : first + (second === 'M' ? '0' : second)
  const hex = key.slice(0, 38) + end
  return Buffer.from(hex.padEnd(hex.length + (hex.length % 2), '0'), 'hex')
}

/** Every field is ASCII, since the bank's servers and ours might not agree on an alphabet. */
function requestFields({ credentials }: DecryptedGatewayAccount, attempt: AttemptToOpen): Fields {
  const { order, reference } = attempt
  // The bank's links back are unsigned and bare: they find the attempt by what we put there.
  const back = `${attempt.returnUrl}?${new URLSearchParams({ reference })}`
  return {
    TPE: credentials.tpe ?? '',
    contexte_commande: contextOf(order.billingAddress),
    date: localDate(attempt.at, attempt.timeZone),
    lgue: order.language === 'fr' ? 'FR' : 'EN',
    ...(/^[!-~]+$/.test(order.email) && { mail: order.email }),
    montant: writeAmount(attempt.amount, attempt.currency),
    reference,
    societe: credentials.societe ?? '',
    url_retour_err: back,
    url_retour_ok: back,
    version: '3.0',
  }
}

function contextOf(address: AttemptToOpen['order']['billingAddress']): string {
  const cut = (text: string, most: number) => [...text].slice(0, most).join('')
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

/** `dd/mm/yyyy:hh:mm:ss` on the shop's clock, as the bank's documentation asks. */
const localDate = (at: Date, timeZone: string): string =>
  at.toLocaleString('fr-FR', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).replace(' ', ':')

/** 2480, EUR → `24.80EUR`. @throws PaymentNotSupported where a third decimal says something: the bank would round it */
function writeAmount(amount: number, currency: string): string {
  const decimals = decimalsOf(currency)
  const digits = String(amount).padStart(decimals + 1, '0')
  const end = digits.length - decimals
  const [, fraction] = /^(\d{0,2})0*$/.exec(digits.slice(end)) ?? []
  if (fraction === undefined) throw new PaymentNotSupported(`Monetico takes two decimals of ${currency}.`)
  return [digits.slice(0, end), fraction].filter(Boolean).join('.') + currency
}

/** `24.8EUR` → 2480, EUR; an amount of -1, which equals none, when it has no such form. */
export function readMoneticoAmount(montant: string): { amount: number; currency: string } {
  const [, whole = '', fraction = '', currency = ''] =
    /^(\d{1,10})(?:\.(\d+))?([A-Z]{3})$/.exec(montant) ?? []
  if (!whole) return { amount: -1, currency: '' }
  const decimals = decimalsOf(currency)
  const isWhole = /^0*$/.test(fraction.slice(decimals))
  return {
    amount: isWhole ? Number(whole + fraction.slice(0, decimals).padEnd(decimals, '0')) : -1,
    currency,
  }
}

/** Fields decoded to their bytes, one letter each: the bank signs bytes, whatever alphabet they are in. */
function readBytes(text: string): Fields {
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

function asText({ MAC: _mac, ...bytes }: Fields): Fields {
  const decode = (value: string) => Buffer.from(value, 'latin1').toString('utf8')
  return Object.fromEntries(Object.entries(bytes).map(([name, value]) => [name, decode(value)]))
}

const isPaid = (fields: Fields): boolean => fields['code-retour'] === 'paiement'
const isTestPaid = (fields: Fields): boolean => fields['code-retour'] === 'payetest'

/** A cancellation is not the end: the buyer has four tries, and an acceptance may follow. Instalments are not asked for. */
function outcomeOf(fields: Fields): BankNotification['outcome'] {
  if (isPaid(fields) || isTestPaid(fields)) return 'PAID'
  if (fields['code-retour'] !== 'Annulation') return 'NONE'
  return ['', '-'].includes(fields.motifrefus ?? '') ? 'CANCELLED' : 'REFUSED'
}

function toNotification(fields: Fields, account: DecryptedGatewayAccount): BankNotification {
  const { reference = '', numauto } = fields
  // A hash of the card's number beside its first digits gives the number away: none of the card's fields is kept.
  const { hpancb: _hash, bincb: _bin, cbmasquee: _masked, vld: _expiry, ...kept } = fields
  return {
    dedupeKey: createHash('sha256').update(moneticoText(fields), 'utf8').digest('hex'),
    bankStatus: fields['code-retour'] ?? '',
    outcome: outcomeOf(fields),
    reference,
    ...readMoneticoAmount(fields.montant ?? ''),
    environment: account.environment,
    authorizationNumber: numauto || null,
    bankTransactionId: numauto ? `${reference}-${numauto}` : null,
    fields: kept,
  }
}
