import { createHmac, type KeyObject, sign, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Account } from '../account.ts'
import type { Pairs } from '../form.ts'
import type { Outcome } from '../outcome.ts'
import { parisParts } from '../paris-time.ts'
import type { Mode, Payment } from '../payment.ts'
import { firstDigits, lastDigits } from '../test-cards.ts'
import { checkFields, type Fields } from './check-fields.ts'
import { payboxFields } from './paybox-fields.ts'
import { forgersKey, payboxKey } from './paybox-keys.ts'
import type { Desk, Protocol, Refusal, Said } from './protocol.ts'

const minute = 60_000
const productionPath = '/paybox/cgi/MYchoix_pagepaiement.cgi'
const preproductionPath = '/paybox/preprod/cgi/MYchoix_pagepaiement.cgi'

const credentials = z.object({
  site: z.string().regex(/^\d{7}$/),
  rang: z.string().regex(/^\d{2,3}$/),
  identifiant: z.string().regex(/^\d{1,9}$/),
  hmacKey: z.string().regex(/^([0-9a-f]{2}){32,128}$/i),
  mode: z.enum(['TEST', 'PRODUCTION']),
})

/** Upper-case hex HMAC-SHA-512 over `name=value&…` in the order sent, values raw; the key is itself hex. */
export function signPayboxRequest(pairs: Pairs, hexKey: string): string {
  const signed = pairs.map(([name, value]) => `${name}=${value}`).join('&')
  return createHmac('sha512', Buffer.from(hexKey, 'hex')).update(signed, 'utf8').digest('hex').toUpperCase()
}

/** Base64 RSA PKCS#1 v1.5 with SHA-1 over an encoded query. */
export function signPayboxAnswer(text: string, key: KeyObject): string {
  return sign('sha1', Buffer.from(text), key).toString('base64')
}

const identityOf = (site = '', rang = '', identifiant = '') => `${site}/${rang}/${identifiant}`

function isSigned(pairs: Pairs, hexKey: string): boolean {
  const asked = pairs.filter(([name]) => name.startsWith('PBX_'))
  const [name, value = ''] = asked.at(-1) ?? []
  const right = Buffer.from(signPayboxRequest(asked.slice(0, -1), hexKey))
  const given = Buffer.from(value)
  return name === 'PBX_HMAC' && given.length === right.length && timingSafeEqual(given, right)
}

function check(desk: Desk, pairs: Pairs, fields: Fields, mode: Mode): Refusal | Account {
  const malformed = checkFields(payboxFields, fields)
  if (malformed) return malformed
  const { PBX_SITE, PBX_RANG, PBX_IDENTIFIANT, PBX_CMD = '', PBX_TIME = '' } = fields
  const account = desk.findAccount(identityOf(PBX_SITE, PBX_RANG, PBX_IDENTIFIANT))
  if (!account) return { reason: 'unknown-shop', field: 'PBX_SITE', code: '00006' }
  const { shop } = account
  if (!isSigned(pairs, account.credentials.hmacKey ?? ''))
    return { reason: 'signature', field: 'PBX_HMAC', shop }
  // A contract in production may still be tried on the test server, a contract in test not used in production.
  if (mode === 'PRODUCTION' && account.credentials.mode === 'TEST') {
    return { reason: 'mode', field: 'PBX_SITE', code: '00006', shop }
  }
  const ahead = Date.parse(PBX_TIME) - desk.now.getTime()
  if (!(ahead >= -15 * minute && ahead <= 5 * minute)) return { reason: 'date', field: 'PBX_TIME', shop }
  if (desk.isPaid(account, PBX_CMD)) return { reason: 'duplicate', field: 'PBX_CMD', code: '00015', shop }
  return account
}

function read(desk: Desk, pairs: Pairs, path: string) {
  const fields: Fields = Object.fromEntries(pairs)
  const mode: Mode = path === preproductionPath ? 'TEST' : 'PRODUCTION'
  const account = check(desk, pairs, fields, mode)
  if ('reason' in account) return { refusal: account }
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

/** E: 001xx is the authorisation centre's answer xx; 17 is the buyer giving up. */
const errors: Record<Outcome, string> = {
  paid: '00000',
  refused: '00105',
  cancelled: '00117',
  pending: '99999',
}
const brands: Fields = { CB: 'CB', VISA: 'VISA', MASTERCARD: 'EUROCARD_MASTERCARD' }

function valuesOf(
  payment: Payment,
  { outcome, transaction, status }: Said,
): Record<string, string | undefined> {
  const { uuid, at, authorisation } = transaction
  const paid = outcome === 'paid'
  const { day, time } = parisParts(at)
  return {
    M: String(payment.amount),
    R: payment.references.PBX_CMD,
    T: String(Number.parseInt(uuid.slice(0, 7), 16)),
    S: paid ? String(Number.parseInt(uuid.slice(7, 14), 16)) : undefined,
    // On the test server an authorisation is six X; without authorisation the variable is absent.
    A: paid ? (payment.mode === 'TEST' ? 'XXXXXX' : authorisation.toUpperCase()) : undefined,
    E: status ?? errors[outcome],
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

const variablesOf = (payment: Payment): [name: string, letter: string][] =>
  (payment.request.PBX_RETOUR ?? '').split(';').map((pair) => {
    const [name = '', letter = ''] = pair.split(':')
    return [name, letter]
  })

const nameOf = (payment: Payment, letter: string): string =>
  variablesOf(payment).find(([, wanted]) => wanted === letter)?.[0] ?? ''

/** The variables asked for, signed with all that stands before the signature, `own` query of the shop's included. */
function answer(payment: Payment, said: Said, own = ''): string {
  const values = valuesOf(payment, said)
  const text = variablesOf(payment)
    .filter(([, letter]) => values[letter] !== undefined)
    .map(([name, letter]) => `${name}=${encodeURIComponent(values[letter] ?? '')}`)
    .join('&')
  const signature = nameOf(payment, 'K')
  if (!signature) return text
  const signed = signPayboxAnswer(own ? `${own}&${text}` : text, said.forged ? forgersKey() : payboxKey())
  return `${text}&${signature}=${encodeURIComponent(signed)}`
}

/** Paybox System by Verifone, Up2pay e-Transactions of Crédit Agricole. */
export const paybox: Protocol = {
  name: 'paybox',
  paths: [productionPath, preproductionPath],
  credentials,
  identity: ({ credentials: { site, rang, identifiant } }) => identityOf(site, rang, identifiant),
  read,

  notify(account, payment, said) {
    const { PBX_REPONDRE_A, PBX_RUF1 } = payment.request
    const method = PBX_RUF1 === 'POST' ? 'POST' : 'GET'
    return { url: PBX_REPONDRE_A || account.notifyUrl, method, text: answer(payment, said) }
  },

  back(account, payment, said) {
    const { PBX_EFFECTUE, PBX_REFUSE, PBX_ANNULE, PBX_ATTENTE } = payment.request
    const asked = { paid: PBX_EFFECTUE, refused: PBX_REFUSE, cancelled: PBX_ANNULE, pending: PBX_ATTENTE }
    const url = asked[said.outcome] || account.returnUrl
    const [, own] = (url ?? '').split('?')
    return { url, method: 'GET', text: answer(payment, said, own) }
  },

  isAcknowledged: (status) => status === 200,
  returnDelay: (_, outcome) => (outcome === 'cancelled' ? 0 : undefined),
  signatureName: (payment) => nameOf(payment, 'K'),
  pollution: (payment) => `${nameOf(payment, 'M')}=1`,
  stranger: {},
  hasCommonKey: true,
  saysNoCurrency: true,
}
