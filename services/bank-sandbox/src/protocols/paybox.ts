import { createHmac, type KeyObject, sign, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Account } from '../account.ts'
import type { Pairs } from '../form.ts'
import { parisParts } from '../paris-time.ts'
import type { Mode, Outcome, Payment } from '../payment.ts'
import { firstDigits, lastDigits } from '../test-cards.ts'
import { checkFields, type Fields } from './check-fields.ts'
import { payboxFields } from './paybox-fields.ts'
import { forgedPayboxKey, payboxKey } from './paybox-keys.ts'
import type { FieldError, PaymentEvent, Protocol, RequestContext } from './protocol.ts'

const MINUTE_MS = 60_000
const productionPath = '/paybox/cgi/MYchoix_pagepaiement.cgi'
const testPath = '/paybox/preprod/cgi/MYchoix_pagepaiement.cgi'

const credentials = z.object({
  site: z.string().regex(/^\d{7}$/),
  rang: z.string().regex(/^\d{2,3}$/),
  identifiant: z.string().regex(/^\d{1,9}$/),
  hmacKey: z.string().regex(/^([0-9a-f]{2}){32,128}$/i),
  mode: z.enum(['TEST', 'PRODUCTION']),
})

/** Upper-case hex HMAC-SHA-512 of `name=value&…` in the order sent, with unencoded values. The key is hex too. */
export function signPayboxRequest(pairs: Pairs, hexKey: string): string {
  const signed = pairs.map(([name, value]) => `${name}=${value}`).join('&')
  return createHmac('sha512', Buffer.from(hexKey, 'hex')).update(signed, 'utf8').digest('hex').toUpperCase()
}

/** Base64 RSA signature (PKCS#1 v1.5, SHA-1) of an encoded query. */
export function signPayboxMessage(text: string, key: KeyObject): string {
  return sign('sha1', Buffer.from(text), key).toString('base64')
}

const identityOf = (site = '', rang = '', identifiant = '') => `${site}/${rang}/${identifiant}`

function isSigned(pairs: Pairs, hexKey: string): boolean {
  const signedPairs = pairs.filter(([name]) => name.startsWith('PBX_'))
  const [name, value = ''] = signedPairs.at(-1) ?? []
  const expected = Buffer.from(signPayboxRequest(signedPairs.slice(0, -1), hexKey))
  const given = Buffer.from(value)
  return name === 'PBX_HMAC' && given.length === expected.length && timingSafeEqual(given, expected)
}

function check(context: RequestContext, pairs: Pairs, fields: Fields, mode: Mode): FieldError | Account {
  const malformed = checkFields(payboxFields, fields)
  if (malformed) return malformed
  const { PBX_SITE, PBX_RANG, PBX_IDENTIFIANT, PBX_CMD = '', PBX_TIME = '' } = fields
  const account = context.findAccount(identityOf(PBX_SITE, PBX_RANG, PBX_IDENTIFIANT))
  if (!account) return { reason: 'unknown-shop', field: 'PBX_SITE', code: '00006' }
  const { shop } = account
  if (!isSigned(pairs, account.credentials.hmacKey ?? ''))
    return { reason: 'signature', field: 'PBX_HMAC', shop }
  // The test server also accepts production accounts; the production server rejects test accounts.
  if (mode === 'PRODUCTION' && account.credentials.mode === 'TEST') {
    return { reason: 'mode', field: 'PBX_SITE', code: '00006', shop }
  }
  const msAhead = Date.parse(PBX_TIME) - context.now.getTime()
  if (!(msAhead >= -15 * MINUTE_MS && msAhead <= 5 * MINUTE_MS))
    return { reason: 'date', field: 'PBX_TIME', shop }
  if (context.isPaid(account, PBX_CMD)) return { reason: 'duplicate', field: 'PBX_CMD', code: '00015', shop }
  return account
}

function readRequest(context: RequestContext, pairs: Pairs, path: string) {
  const fields: Fields = Object.fromEntries(pairs)
  const mode: Mode = path === testPath ? 'TEST' : 'PRODUCTION'
  const account = check(context, pairs, fields, mode)
  if ('reason' in account) return { error: account }
  const { PBX_CMD = '', PBX_TOTAL, PBX_DEVISE = '', PBX_LANGUE } = fields
  return {
    payment: {
      protocol: 'paybox' as const,
      account,
      reference: PBX_CMD,
      references: { PBX_CMD },
      orderId: PBX_CMD,
      amount: Number(PBX_TOTAL),
      currency: PBX_DEVISE,
      mode,
      language: (PBX_LANGUE ?? 'FRA') === 'FRA' ? ('fr' as const) : ('en' as const),
      request: fields,
    },
  }
}

/** Variable E: 001xx is response code xx of the authorisation centre; 17 means that the buyer cancelled. */
const errorCodes: Record<Outcome, string> = {
  paid: '00000',
  refused: '00105',
  cancelled: '00117',
  pending: '99999',
}
const brands: Fields = { CB: 'CB', VISA: 'VISA', MASTERCARD: 'EUROCARD_MASTERCARD' }

function valuesOf(
  payment: Payment,
  { outcome, transaction, status, processedAmount }: PaymentEvent,
): Record<string, string | undefined> {
  const { uuid, at, authorisation } = transaction
  const paid = outcome === 'paid'
  const { day, time } = parisParts(at)
  return {
    M: String(processedAmount ?? payment.amount),
    R: payment.references.PBX_CMD,
    T: String(Number.parseInt(uuid.slice(0, 7), 16)),
    S: paid ? String(Number.parseInt(uuid.slice(7, 14), 16)) : undefined,
    // The authorisation number is XXXXXX on the test server; without authorisation the variable is absent.
    A: paid ? (payment.mode === 'TEST' ? 'XXXXXX' : authorisation.toUpperCase()) : undefined,
    E: status ?? errorCodes[outcome],
    C: brands[payment.brand],
    D: `${String(at.getUTCFullYear() + 1).slice(2)}06`,
    F: paid ? 'Y' : 'N',
    G: paid ? 'O' : 'N',
    I: 'FRA',
    J: lastDigits(payment.brand).slice(2),
    N: firstDigits(payment.brand),
    O: 'Y',
    P: 'CARTE',
    Q: time,
    W: day.replaceAll('/', ''),
    Y: 'FRA',
    v: '2.2.0',
  }
}

/** The variables that the shop requested in PBX_RETOUR. */
const requestedVariables = (payment: Payment): [name: string, letter: string][] =>
  (payment.request.PBX_RETOUR ?? '').split(';').map((pair) => {
    const [name = '', letter = ''] = pair.split(':')
    return [name, letter]
  })

/** The parameter name that the shop chose for a variable. */
const nameOf = (payment: Payment, letter: string): string =>
  requestedVariables(payment).find(([, requested]) => requested === letter)?.[0] ?? ''

/** Encodes the requested variables and signs them, together with the shop's own query that precedes them in the URL. */
function writeVariables(payment: Payment, event: PaymentEvent, ownQuery = ''): string {
  const values = valuesOf(payment, event)
  const text = requestedVariables(payment)
    .filter(([, letter]) => values[letter] !== undefined)
    .map(([name, letter]) => `${name}=${encodeURIComponent(values[letter] ?? '')}`)
    .join('&')
  const signatureName = nameOf(payment, 'K')
  if (!signatureName) return text
  const signature = signPayboxMessage(
    ownQuery ? `${ownQuery}&${text}` : text,
    event.forged ? forgedPayboxKey() : payboxKey(),
  )
  return `${text}&${signatureName}=${encodeURIComponent(signature)}`
}

/** Paybox System (Verifone) and Up2pay e-Transactions (Crédit Agricole). */
export const paybox: Protocol = {
  name: 'paybox',
  paths: [productionPath, testPath],
  credentials,
  identity: ({ credentials: { site, rang, identifiant } }) => identityOf(site, rang, identifiant),
  readRequest,

  writeNotification(account, payment, event) {
    const { PBX_REPONDRE_A, PBX_RUF1 } = payment.request
    const method = PBX_RUF1 === 'POST' ? 'POST' : 'GET'
    return { url: PBX_REPONDRE_A || account.notifyUrl, method, text: writeVariables(payment, event) }
  },

  writeReturn(account, payment, event) {
    const { PBX_EFFECTUE, PBX_REFUSE, PBX_ANNULE, PBX_ATTENTE } = payment.request
    const urls = { paid: PBX_EFFECTUE, refused: PBX_REFUSE, cancelled: PBX_ANNULE, pending: PBX_ATTENTE }
    const url = urls[event.outcome] || account.returnUrl
    const [, ownQuery] = (url ?? '').split('?')
    return { url, method: 'GET', text: writeVariables(payment, event, ownQuery) }
  },

  isAcknowledged: (status) => status === 200,
  returnDelaySeconds: (_, outcome) => (outcome === 'cancelled' ? 0 : undefined),
  signatureName: (payment) => nameOf(payment, 'K'),
  duplicateParameter: (payment) => `${nameOf(payment, 'M')}=1`,
  unknownMerchant: {},
  sharesSigningKey: true,
  omitsCurrency: true,
}
