import { createHmac } from 'node:crypto'
import { isEqualText } from '../../../platform/crypto/sign.ts'
import {
  NotAuthenticError,
  type AttemptToOpen,
  type BankNotification,
  type BankProtocol,
  type DecryptedGatewayAccount,
} from '../bank-protocol.ts'
import { alphaCurrency, numericCurrency } from './currencies.ts'
import { postForm } from './post-form.ts'
import { randomLetters } from './random-letters.ts'
import { parseForm } from './parse-form.ts'
import { sipsSettings } from './sips.settings.ts'
import { pickFields } from './pick-fields.ts'

/**
 * Worldline Sips 2.0, POST connector (Mercanet, Sogenactif, Sherlock's, Scellius Net): fields, seal and response codes by
 * Worldline's documentation. Credentials: `merchantId`, `secretKey`, `keyVersion`. Test and production are two platforms.
 */
export const sips: BankProtocol = {
  name: 'sips',
  settings: sipsSettings,
  newReference: randomLetters,
  redirect(account, attempt) {
    const data = writeData(requestFields(account, attempt))
    return postForm(account, [
      ['Data', data],
      ['InterfaceVersion', 'HP_2.24'],
      ['Seal', sealSips(data, keyOf(account))],
      ['SealAlgorithm', 'HMAC-SHA-256'],
    ])
  },
  readNotification(account, raw) {
    const form = parseForm(raw.body.toString('utf8'))
    const fields = readSipsData(form.Data ?? '', form.Encode)
    if (fields.merchantId !== account.identity) throw new NotAuthenticError('merchant')
    if ((form.SealAlgorithm || 'HMAC-SHA-256') !== 'HMAC-SHA-256') throw new NotAuthenticError('algorithm')
    const seal = sealSips(form.Data ?? '', keyOf(account))
    if (!isEqualText((form.Seal ?? '').toLowerCase(), seal)) throw new NotAuthenticError('seal')
    if (fields.keyVersion !== account.credentials.keyVersion) throw new NotAuthenticError('key version')
    if (account.environment === 'PRODUCTION' && SIMULATED.test(account.identity))
      throw new NotAuthenticError('environment')
    return toNotification(fields, account)
  },
  readReturn(parameters) {
    try {
      const fields = readSipsData(parameters.get('Data') ?? '', parameters.get('Encode') ?? undefined)
      return fields.transactionReference ?? null
    } catch {
      return null
    }
  },
  tell(form) {
    try {
      return pickFields(readSipsData(form.Data ?? '', form.Encode), [
        'transactionReference',
        'amount',
        'currencyCode',
        'responseCode',
        'merchantId',
        'keyVersion',
      ])
    } catch {
      return {}
    }
  },
  answer: {
    received: { status: 200, headers: { 'content-type': 'text/plain' }, body: 'OK' },
    refused: { status: 400, headers: { 'content-type': 'text/plain' }, body: 'REFUSED' },
  },
}

type Fields = Record<string, string>

/** Without a key anybody could make a seal. */
function keyOf({ credentials }: DecryptedGatewayAccount): string {
  if (!credentials.secretKey) throw new Error('The Sips account has no secretKey.')
  return credentials.secretKey
}

/** The simulation's own merchants, whose keys everybody knows: those of Worldline's and of Mercanet's documentation. */
const SIMULATED = /^(00200100000000\d|211000021310001)$/

/** Hex HMAC-SHA-256 of Data as it is sent, encoded or not. */
export const sealSips = (data: string, key: string): string =>
  createHmac('sha256', key).update(data, 'utf8').digest('hex')

function requestFields({ credentials }: DecryptedGatewayAccount, attempt: AttemptToOpen): Fields {
  const { order } = attempt
  return {
    amount: String(attempt.amount),
    automaticResponseUrl: attempt.notifyUrl,
    captureDay: '0',
    captureMode: 'AUTHOR_CAPTURE',
    currencyCode: numericCurrency(attempt.currency),
    // An address may hold the letter that parts the fields, and then has to stay out.
    ...(!order.email.includes('|') && { 'customerContact.email': order.email }),
    customerLanguage: order.language,
    keyVersion: credentials.keyVersion ?? '',
    merchantId: credentials.merchantId ?? '',
    normalReturnUrl: attempt.returnUrl,
    orderChannel: 'INTERNET',
    transactionReference: attempt.reference,
  }
}

function writeData(fields: Fields): string {
  const pairs = Object.entries(fields)
  if (pairs.some(([, value]) => value.includes('|'))) throw new Error('A field for Sips holds its separator.')
  return pairs.map(([name, value]) => `${name}=${value}`).join('|')
}

/** `name=value|…`, each pair parted at its first `=`; the text `null` stands for a value that is absent. */
export function readSipsData(data: string, encoding?: string): Fields {
  const fields = new Map<string, string>()
  for (const pair of decode(data, encoding).split('|')) {
    const at = pair.indexOf('=')
    const name = pair.slice(0, Math.max(at, 0))
    if (!name) throw new NotAuthenticError('Data')
    if (fields.has(name)) throw new NotAuthenticError('duplicated field')
    fields.set(name, pair.slice(at + 1))
  }
  return Object.fromEntries([...fields].filter(([, value]) => value !== 'null'))
}

function decode(data: string, encoding?: string): string {
  if (!encoding) return data
  if (encoding !== 'base64' && encoding !== 'base64url') throw new NotAuthenticError('encoding')
  return Buffer.from(data, encoding).toString('utf8')
}

/** `responseCode` → what it means for an order. What is not here says nothing of a payment (94: that reference was used before). */
const OUTCOMES: Record<string, BankNotification['outcome']> = {
  '00': 'PAID',
  '60': 'PENDING',
  '17': 'CANCELLED',
  '97': 'CANCELLED',
  '02': 'REFUSED',
  '03': 'REFUSED',
  '05': 'REFUSED',
  '11': 'REFUSED',
  '12': 'REFUSED',
  '14': 'REFUSED',
  '34': 'REFUSED',
  '40': 'REFUSED',
  '51': 'REFUSED',
  '54': 'REFUSED',
  '63': 'REFUSED',
  '75': 'REFUSED',
  '90': 'REFUSED',
  '99': 'REFUSED',
}

function toNotification(fields: Fields, account: DecryptedGatewayAccount): BankNotification {
  const { transactionReference: reference = '', responseCode = '', amount = '' } = fields
  const { maskedPan: _masked, panExpiryDate: _expiry, tokenPan: _token, ...kept } = fields
  return {
    dedupeKey: reference,
    bankStatus: responseCode,
    outcome: OUTCOMES[responseCode] ?? 'NONE',
    reference,
    amount: /^\d{1,12}$/.test(amount) ? Number(amount) : -1,
    currency: alphaCurrency(fields.currencyCode ?? ''),
    environment: account.environment,
    authorizationNumber: fields.authorisationId || null,
    bankTransactionId: reference || null,
    fields: kept,
  }
}
