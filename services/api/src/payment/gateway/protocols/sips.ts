import { createHmac } from 'node:crypto'
import { numericCode } from '@triclic/money'
import { isEqualText } from '../../../platform/crypto/sign.ts'
import {
  NotAuthenticError,
  type BankPaymentRequest,
  type BankNotification,
  type BankProtocol,
  type DecryptedGatewayAccount,
} from '../bank-protocol.ts'
import {
  bankEmail,
  currencyOf,
  parseForm,
  parseMinorUnits,
  pickFields,
  postForm,
  randomReference,
} from './protocol-helpers.ts'
import { sipsSettings } from './sips.settings.ts'

/**
 * Worldline Sips 2.0, POST connector (Mercanet, Sogenactif, Sherlock's, Scellius Net). Source of fields, seal and response
 * codes: Worldline's documentation. Credentials: `merchantId`, `secretKey`, `keyVersion`; optionally `transactionIds`.
 * Test and production are separate platforms.
 *
 * A shop that was migrated from Sips 1.0 cannot send a `transactionReference`: it numbers its transactions with
 * `s10TransactionId`, six digits per day, and the bank makes the reference. Our reference is the `orderId` then.
 */
export const sips: BankProtocol = {
  name: 'sips',
  settings: sipsSettings,
  newReference: randomReference,
  buildRedirect(account, request) {
    const data = joinFields(requestFields(account, request))
    return postForm(account, [
      ['Data', data],
      ['InterfaceVersion', 'HP_2.24'],
      ['Seal', sealSips(data, keyOf(account))],
      ['SealAlgorithm', 'HMAC-SHA-256'],
    ])
  },
  readNotification(account, raw) {
    const form = parseForm(raw.body.toString('utf8'))
    const fields = parseSipsData(form.Data ?? '', form.Encode)
    if (fields.merchantId !== account.identity) throw new NotAuthenticError('merchant')
    if ((form.SealAlgorithm || 'HMAC-SHA-256') !== 'HMAC-SHA-256') throw new NotAuthenticError('algorithm')
    const seal = sealSips(form.Data ?? '', keyOf(account))
    if (!isEqualText((form.Seal ?? '').toLowerCase(), seal)) throw new NotAuthenticError('seal')
    if (fields.keyVersion !== account.credentials.keyVersion) throw new NotAuthenticError('key version')
    if (account.environment === 'PRODUCTION' && SIMULATOR_MERCHANT.test(account.identity))
      throw new NotAuthenticError('environment')
    return toNotification(fields, account)
  },
  readReturnReference(parameters) {
    try {
      const fields = parseSipsData(parameters.get('Data') ?? '', parameters.get('Encode') ?? undefined)
      return referenceOf(fields) || null
    } catch {
      return null
    }
  },
  displayableFields(form) {
    try {
      return pickFields(parseSipsData(form.Data ?? '', form.Encode), [
        'transactionReference',
        'orderId',
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
  responses: {
    received: { status: 200, headers: { 'content-type': 'text/plain' }, body: 'OK' },
    refused: { status: 400, headers: { 'content-type': 'text/plain' }, body: 'REFUSED' },
  },
}

type Fields = Record<string, string>

/** Without a key anyone could compute the seal. */
function keyOf({ credentials }: DecryptedGatewayAccount): string {
  if (!credentials.secretKey) throw new Error('The Sips account has no secretKey.')
  return credentials.secretKey
}

/** Merchants of the simulator, whose keys are public. Source: Worldline's and Mercanet's documentation. */
const SIMULATOR_MERCHANT = /^(00200100000000\d|211000021310001)$/

/** HMAC-SHA-256 in hex over Data as it is sent, whether encoded or not. */
export const sealSips = (data: string, key: string): string =>
  createHmac('sha256', key).update(data, 'utf8').digest('hex')

/** `customerContact.email`: ANS128. Source: Worldline's data dictionary. */
const MAX_EMAIL_LENGTH = 128

function requestFields({ credentials }: DecryptedGatewayAccount, request: BankPaymentRequest): Fields {
  const email = bankEmail(request.order.email, MAX_EMAIL_LENGTH)
  return {
    amount: String(request.amount),
    automaticResponseUrl: request.notifyUrl,
    captureDay: '0',
    captureMode: 'AUTHOR_CAPTURE',
    currencyCode: numericCode(request.currency),
    // An address that contains the field separator cannot be sent.
    ...(email && !email.includes('|') && { 'customerContact.email': email }),
    customerLanguage: request.order.language,
    keyVersion: credentials.keyVersion ?? '',
    merchantId: credentials.merchantId ?? '',
    normalReturnUrl: request.returnUrl,
    orderChannel: 'INTERNET',
    ...(isNumbered(credentials)
      ? {
          orderId: request.reference,
          's10TransactionReference.s10TransactionId': sipsTransactionId(request),
        }
      : { transactionReference: request.reference }),
  }
}

/** Whether the shop was migrated from Sips 1.0. */
const isNumbered = (credentials: DecryptedGatewayAccount['credentials']): boolean =>
  credentials.transactionIds === 's10TransactionId'

const DAY_MS = 86_400_000

/**
 * `s10TransactionId`: six digits, unique per shop and day of the bank, which is not the UTC day. Therefore the numbers of
 * neighbouring UTC days alternate between even and odd. They repeat after half a million attempts in a day.
 */
const sipsTransactionId = ({ dailyNumber, at }: BankPaymentRequest): string =>
  String(2 * (dailyNumber % 500_000) + (Math.floor(at.getTime() / DAY_MS) % 2)).padStart(6, '0')

/** The reference of the attempt. */
const referenceOf = ({ s10TransactionId, orderId, transactionReference }: Fields): string =>
  (s10TransactionId ? orderId : transactionReference) ?? ''

function joinFields(fields: Fields): string {
  const pairs = Object.entries(fields)
  if (pairs.some(([, value]) => value.includes('|')))
    throw new Error('A Sips field contains the field separator.')
  return pairs.map(([name, value]) => `${name}=${value}`).join('|')
}

/** Parses `name=value|…`, splitting each pair at its first `=`. The text `null` means that the value is absent. */
export function parseSipsData(data: string, encoding?: string): Fields {
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

/** Outcome by `responseCode`. Other codes are not about a payment: 94 means that the reference was used before. */
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

const UNPAID = new Set<BankNotification['outcome'] | undefined>(['REFUSED', 'CANCELLED'])

function toNotification(fields: Fields, account: DecryptedGatewayAccount): BankNotification {
  const reference = referenceOf(fields)
  const { responseCode = '', transactionReference } = fields
  const { maskedPan: _masked, panExpiryDate: _expiry, tokenPan: _token, ...storedFields } = fields
  return {
    dedupeKey: reference,
    bankStatus: responseCode,
    outcome: OUTCOMES[responseCode] ?? 'NONE',
    // Another code about an authorised payment: it was cancelled.
    laterNews: fields.authorisationId && UNPAID.has(OUTCOMES[responseCode]) ? 'PAYMENT_CANCELLED' : undefined,
    reference,
    amount: parseMinorUnits(fields.amount),
    currency: currencyOf(fields.currencyCode),
    environment: account.environment,
    authorizationNumber: fields.authorisationId || null,
    bankTransactionId: transactionReference || reference || null,
    fields: storedFields,
  }
}
