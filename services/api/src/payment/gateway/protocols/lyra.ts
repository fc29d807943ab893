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
import { lyraSettings } from './lyra.settings.ts'
import {
  currencyOf,
  parseForm,
  parseMinorUnits,
  pickFields,
  postForm,
  randomReference,
  requiredBankEmail,
} from './protocol-helpers.ts'

/**
 * Lyra form V2 (PayZen, Systempay, Sogecommerce, Scellius, Clic&Pay). Source of fields, signature and statuses: Lyra's
 * hosted payment page guide. Test and production share the URL; each mode has its own key.
 */
export const lyra: BankProtocol = {
  name: 'lyra',
  settings: lyraSettings,
  newReference: randomReference,
  buildRedirect(account, request) {
    const fields = requestFields(account, request)
    fields.signature = signLyra(fields, modeKey(account))
    return postForm(account, Object.entries(fields))
  },
  readNotification(account, raw) {
    const fields = parseForm(raw.body.toString('utf8'))
    if (fields.vads_site_id !== account.identity) throw new NotAuthenticError('site')
    if (fields.vads_hash === undefined) throw new NotAuthenticError('not a notification')
    if (!isEqualText(fields.signature ?? '', signLyra(fields, modeKey(account))))
      throw new NotAuthenticError('signature')
    if (fields.vads_ctx_mode !== account.environment) throw new NotAuthenticError('environment')
    return toNotification(fields, account)
  },
  readReturnReference: (parameters) => parameters.get('vads_order_id'),
  displayableFields: (fields) =>
    pickFields(fields, [
      'vads_order_id',
      'vads_amount',
      'vads_currency',
      'vads_trans_status',
      'vads_trans_id',
      'vads_site_id',
      'vads_ctx_mode',
    ]),
  responses: {
    received: { status: 200, headers: { 'content-type': 'text/plain' }, body: 'OK' },
    refused: { status: 400, headers: { 'content-type': 'text/plain' }, body: 'REFUSED' },
  },
}

type Fields = Record<string, string>

/** `vads_cust_email`: ans..150. Source: Lyra's hosted payment page guide. */
const MAX_EMAIL_LENGTH = 150

function modeKey({ credentials, environment }: DecryptedGatewayAccount): string {
  const key = environment === 'PRODUCTION' ? credentials.productionKey : credentials.testKey
  if (!key) throw new Error(`The Lyra account has no key for ${environment}.`)
  return key
}

/** The signed text: values of the `vads_` fields sorted by name, then the key, joined by `+`. */
export function lyraSignedText(fields: Fields, key: string): string {
  const names = Object.keys(fields).filter((name) => name.startsWith('vads_'))
  return [...names.sort().map((name) => fields[name]), key].join('+')
}

/** HMAC-SHA-256 in base64. */
export const signLyra = (fields: Fields, key: string): string =>
  createHmac('sha256', key).update(lyraSignedText(fields, key), 'utf8').digest('base64')

function requestFields(account: DecryptedGatewayAccount, request: BankPaymentRequest): Fields {
  const { order } = request
  return {
    vads_action_mode: 'INTERACTIVE',
    vads_amount: String(request.amount),
    vads_ctx_mode: account.environment,
    vads_currency: numericCode(request.currency),
    vads_cust_email: requiredBankEmail(order.email, MAX_EMAIL_LENGTH),
    vads_language: order.language,
    vads_order_id: request.reference,
    vads_page_action: 'PAYMENT',
    vads_payment_config: 'SINGLE',
    vads_redirect_error_timeout: '3',
    vads_redirect_success_timeout: '3',
    vads_return_mode: 'GET',
    vads_site_id: account.identity,
    vads_trans_date: request.at.toISOString().replace(/\D/g, '').slice(0, 14),
    vads_trans_id: transactionId(request.dailyNumber),
    vads_url_check: request.notifyUrl,
    vads_url_return: request.returnUrl,
    vads_version: 'V2',
  }
}

/** Number of values of five base-36 digits. */
const FIVE_DIGITS = 36 ** 5

/**
 * `vads_trans_id`: six characters, unique per site and UTC day, ignoring case. Begins with a letter, because the gateway
 * reserves 900000–999999 for itself; five base-36 digits follow. `dailyNumber` must be below 26 · 36⁵.
 */
export function transactionId(dailyNumber: number): string {
  const letter = String.fromCharCode(97 + (Math.floor(dailyNumber / FIVE_DIGITS) % 26))
  return letter + (dailyNumber % FIVE_DIGITS).toString(36).padStart(5, '0')
}

/** Outcome by `vads_trans_status`. Other statuses are not about a payment: ACCEPTED is a card verification. */
const OUTCOMES: Record<string, BankNotification['outcome']> = {
  AUTHORISED: 'PAID',
  CAPTURED: 'PAID',
  AUTHORISED_TO_VALIDATE: 'PENDING',
  WAITING_AUTHORISATION: 'PENDING',
  WAITING_AUTHORISATION_TO_VALIDATE: 'PENDING',
  UNDER_VERIFICATION: 'PENDING',
  INITIAL: 'PENDING',
  SUSPENDED: 'PENDING',
  ABANDONED: 'CANCELLED',
  CANCELLED: 'CANCELLED',
  EXPIRED: 'CANCELLED',
  REFUSED: 'REFUSED',
  NOT_CREATED: 'REFUSED',
  CAPTURE_FAILED: 'REFUSED',
}

/** What a status means of an accepted payment. ABANDONED and REFUSED end an attempt before any acceptance. */
const LATER_NEWS: Record<string, BankNotification['laterNews']> = {
  CAPTURE_FAILED: 'CAPTURE_FAILED',
  CANCELLED: 'PAYMENT_CANCELLED',
  EXPIRED: 'AUTHORIZATION_EXPIRED',
}

/** Minor units: what is captured, if that is less than what was requested and in the same currency. */
function amountOf(fields: Fields): number {
  const requested = parseMinorUnits(fields.vads_amount)
  if (fields.vads_effective_currency !== fields.vads_currency) return requested
  const effective = parseMinorUnits(fields.vads_effective_amount)
  return effective >= 0 && effective < requested ? effective : requested
}

const isRefund = (fields: Fields): boolean =>
  fields.vads_operation_type === 'CREDIT' && OUTCOMES[fields.vads_trans_status ?? ''] === 'PAID'

function toNotification(fields: Fields, account: DecryptedGatewayAccount): BankNotification {
  const status = fields.vads_trans_status ?? ''
  const isPayment = (fields.vads_operation_type || 'DEBIT') === 'DEBIT'
  const { signature: _signature, vads_card_number: _masked, ...withoutCardNumber } = fields
  const { vads_expiry_month: _month, vads_expiry_year: _year, ...storedFields } = withoutCardNumber
  return {
    dedupeKey:
      fields.vads_trans_uuid ||
      ['none', fields.vads_trans_date, fields.vads_trans_id, fields.vads_sequence_number].join('-'),
    bankStatus: isPayment ? status : `${fields.vads_operation_type}:${status}`,
    outcome: (isPayment && OUTCOMES[status]) || 'NONE',
    laterNews: isPayment ? LATER_NEWS[status] : isRefund(fields) ? 'REFUNDED' : undefined,
    reference: fields.vads_order_id ?? '',
    amount: amountOf(fields),
    currency: currencyOf(fields.vads_currency),
    environment: account.environment,
    authorizationNumber: fields.vads_auth_number || null,
    bankTransactionId: fields.vads_trans_uuid || fields.vads_trans_id || null,
    fields: storedFields,
  }
}
