import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Account } from '../account.ts'
import { currencies } from '../currencies.ts'
import { type Pairs, writeForm } from '../form.ts'
import { parisParts } from '../paris-time.ts'
import type { Mode, Payment } from '../payment.ts'
import { firstDigits, maskNumber } from '../test-cards.ts'
import { checkFields, type Fields } from './check-fields.ts'
import { moneticoContext, moneticoFields } from './monetico-fields.ts'
import type { FieldError, PaymentEvent, Protocol, RequestContext } from './protocol.ts'

const HOUR_MS = 3_600_000
const productionPath = '/monetico/paiement.cgi'
const testPath = '/monetico/test/paiement.cgi'

const credentials = z.object({
  tpe: z.string().regex(/^\w{7}$/),
  societe: z.string().min(1),
  key: z.string().regex(/^[0-9A-Za-z]{40}$/),
  mode: z.enum(['TEST', 'PRODUCTION']),
})

/** Decodes a key as the bank issues it: hex, with its last two characters obfuscated. */
export function moneticoKeyBytes(key: string): Buffer {
  const start = key.slice(0, 38)
  const last = key.slice(38, 40)
  const code = last.charCodeAt(0)
  if (code > 70 && code < 97) return Buffer.from(`${start}${String.fromCharCode(code - 23)}${last[1]}`, 'hex')
  if (last[1] === 'M') return Buffer.from(`${start}${last[0]}0`, 'hex')
  return Buffer.from(start + last, 'hex')
}

/** The text to sign: `name=value` of all fields except MAC, sorted by name in byte order, joined with `*`. */
export function moneticoSignedText(fields: Fields): string {
  const names = Object.keys(fields).filter((name) => name !== 'MAC')
  return names
    .sort()
    .map((name) => `${name}=${fields[name]}`)
    .join('*')
}

/** Hex HMAC-SHA-1. */
export function signMonetico(signed: string | Buffer, key: Buffer): string {
  return createHmac('sha1', key).update(signed).digest('hex')
}

function isSigned(fields: Fields, account: Account): boolean {
  const key = moneticoKeyBytes(account.credentials.key ?? '')
  const expected = Buffer.from(signMonetico(moneticoSignedText(fields), key))
  const given = Buffer.from((fields.MAC ?? '').toLowerCase())
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function isContext(text: string): boolean {
  try {
    return moneticoContext.safeParse(JSON.parse(Buffer.from(text, 'base64').toString('utf8'))).success
  } catch {
    return false
  }
}

/** Whether the date is the current time in any time zone; the shop sends its local time. */
function isCurrentTime(text: string, now: Date): boolean {
  const [, day, month, year, time] = /^(\d\d)\/(\d\d)\/(\d{4}):(.*)$/.exec(text) ?? []
  const asUtc = Date.parse(`${year}-${month}-${day}T${time}Z`)
  return Math.abs(asUtc - now.getTime()) <= 14.5 * HOUR_MS
}

function readAmount(montant: string): { amount: number; currency: string } | undefined {
  const code = montant.slice(-3)
  const [currency, known] = Object.entries(currencies).find(([, entry]) => entry.code === code) ?? []
  if (currency === undefined || !known) return undefined
  return { amount: Math.round(Number(montant.slice(0, -3)) * 10 ** known.decimals), currency }
}

/** Writes an amount such as `51.24EUR`; the bank supports at most two decimals. */
function writeAmount(amount: number, currency: string): string {
  const { code, decimals } = currencies[currency] ?? { code: 'EUR', decimals: 2 }
  return `${(amount / 10 ** decimals).toFixed(Math.min(decimals, 2))}${code}`
}

function check(context: RequestContext, fields: Fields, mode: Mode): FieldError | Account {
  const unknown = Object.keys(fields).find((name) => !(name in moneticoFields))
  if (unknown !== undefined) return { reason: 'not-offered', field: unknown.slice(0, 100) }
  const malformed = checkFields(moneticoFields, fields)
  if (malformed) return malformed
  const account = context.findAccount(fields.TPE ?? '')
  if (!account) return { reason: 'unknown-shop', field: 'TPE' }
  const { shop } = account
  if (account.credentials.societe !== fields.societe)
    return { reason: 'unknown-shop', field: 'societe', shop }
  if (!isSigned(fields, account)) return { reason: 'signature', field: 'MAC', shop }
  // The test server also accepts production accounts, with the same key.
  if (mode === 'PRODUCTION' && account.credentials.mode === 'TEST')
    return { reason: 'mode', field: 'TPE', shop }
  if (!isContext(fields.contexte_commande ?? ''))
    return { reason: 'format', field: 'contexte_commande', shop }
  if (!isCurrentTime(fields.date ?? '', context.now)) return { reason: 'date', field: 'date', shop }
  if (!readAmount(fields.montant ?? '')) return { reason: 'format', field: 'montant', shop }
  if (context.isPaid(account, fields.reference ?? ''))
    return { reason: 'duplicate', field: 'reference', shop }
  return account
}

function readRequest(context: RequestContext, pairs: Pairs, path: string) {
  const fields: Fields = Object.fromEntries(pairs)
  const mode: Mode = path === testPath ? 'TEST' : 'PRODUCTION'
  const account = check(context, fields, mode)
  if ('reason' in account) return { error: account }
  const { reference = '', montant = '', lgue } = fields
  const { amount, currency } = readAmount(montant) ?? { amount: 0, currency: '' }
  return {
    payment: {
      protocol: 'monetico' as const,
      account,
      reference,
      references: { reference },
      orderId: reference,
      amount,
      currency,
      mode,
      language: lgue === 'FR' ? ('fr' as const) : ('en' as const),
      request: fields,
    },
  }
}

const brands: Fields = { CB: 'CB', VISA: 'VI', MASTERCARD: 'MC' }

const authentication = (isAuthenticated: boolean): string =>
  Buffer.from(
    JSON.stringify({
      protocol: '3DSecure',
      status: isAuthenticated ? 'authenticated' : 'authentication_not_performed',
      version: '2.2.0',
      details: { liabilityShift: isAuthenticated ? 'Y' : 'NA' },
    }),
  ).toString('base64')

function returnCodeOf(payment: Payment, { outcome, status }: PaymentEvent): string {
  if (status !== undefined) return status
  if (outcome !== 'paid') return 'Annulation'
  return payment.mode === 'TEST' ? 'payetest' : 'paiement'
}

function notificationFields(account: Account, payment: Payment, event: PaymentEvent): Fields {
  const { outcome, transaction } = event
  const paid = outcome === 'paid'
  const { day, time } = parisParts(transaction.at)
  const result: Fields = paid
    ? { numauto: transaction.authorisation }
    : { motifrefus: outcome === 'refused' ? 'Refus' : '-' }
  return {
    TPE: account.credentials.tpe ?? '',
    date: `${day}_a_${time}`,
    montant: writeAmount(event.processedAmount ?? payment.amount, payment.currency),
    ...payment.references,
    'texte-libre': payment.request['texte-libre'] ?? '',
    'code-retour': returnCodeOf(payment, event),
    cvx: 'oui',
    vld: `06${String(transaction.at.getUTCFullYear() + 1).slice(2)}`,
    brand: brands[payment.brand] ?? 'na',
    ...result,
    usage: 'debit',
    typecompte: 'particulier',
    ecard: 'non',
    originecb: 'FRA',
    bincb: firstDigits(payment.brand),
    hpancb: transaction.uuid.toUpperCase().padEnd(40, '0'),
    ipclient: '127.0.0.1',
    originetr: 'FRA',
    cbmasquee: maskNumber(payment.brand, '******'),
    modepaiement: 'CB',
    authentification: authentication(paid),
  }
}

/** Monetico Paiement v3 (Crédit Mutuel and CIC). */
export const monetico: Protocol = {
  name: 'monetico',
  paths: [productionPath, testPath],
  credentials,
  identity: (account) => account.credentials.tpe ?? '',
  readRequest,

  writeNotification(account, payment, event) {
    if (event.outcome === 'pending' && event.status === undefined) return undefined
    const fields = notificationFields(account, payment, event)
    const key = event.forged ? Buffer.alloc(20) : moneticoKeyBytes(account.credentials.key ?? '')
    const MAC = signMonetico(moneticoSignedText(fields), key).toUpperCase()
    return { url: account.notifyUrl, method: 'POST', text: writeForm(Object.entries({ ...fields, MAC })) }
  },

  writeReturn(account, payment, { outcome }) {
    const { url_retour_ok, url_retour_err } = payment.request
    const url = outcome === 'paid' || outcome === 'pending' ? url_retour_ok : url_retour_err
    return { url: url || account.returnUrl, method: 'GET', text: '' }
  },

  isAcknowledged: (status, answer) => status === 200 && /^version=2\r?\ncdr=0\s*$/.test(answer),
  returnDelaySeconds: (_, outcome) => (outcome === 'cancelled' ? 0 : undefined),
  signatureName: () => 'MAC',
  duplicateParameter: () => 'montant=1.00EUR',
  unknownMerchant: { tpe: '9999999', societe: 'unknown', key: '0'.repeat(40), mode: 'TEST' },
  echoedTextField: 'texte-libre',
  skipsPending: true,
}
