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
import { lyraSettings } from './lyra.settings.ts'
import { pickFields } from './pick-fields.ts'

/**
 * Lyra form V2 (PayZen, Systempay, Sogecommerce, Scellius, Clic&Pay): fields, signature and statuses by Lyra's hosted
 * payment page guide. Test and production share the URL; each mode has its own key.
 */
export const lyra: BankProtocol = {
  name: 'lyra',
  settings: lyraSettings,
  newReference: randomLetters,
  redirect(account, attempt) {
    const fields = requestFields(account, attempt)
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
  readReturn: (parameters) => parameters.get('vads_order_id'),
  tell: (fields) =>
    pickFields(fields, [
      'vads_order_id',
      'vads_amount',
      'vads_currency',
      'vads_trans_status',
      'vads_trans_id',
      'vads_site_id',
      'vads_ctx_mode',
    ]),
  answer: {
    received: { status: 200, headers: { 'content-type': 'text/plain' }, body: 'OK' },
    refused: { status: 400, headers: { 'content-type': 'text/plain' }, body: 'REFUSED' },
  },
}

type Fields = Record<string, string>

function modeKey({ credentials, environment }: DecryptedGatewayAccount): string {
  const key = environment === 'PRODUCTION' ? credentials.productionKey : credentials.testKey
  if (!key) throw new Error(`The Lyra account has no key for ${environment}.`)
  return key
}

/** What is signed: the values of the `vads_` fields in the order of their names, joined by `+`, the key last. */
export function lyraText(fields: Fields, key: string): string {
  const names = Object.keys(fields).filter((name) => name.startsWith('vads_'))
  return [...names.sort().map((name) => fields[name]), key].join('+')
}

/** base64 HMAC-SHA-256. */
export const signLyra = (fields: Fields, key: string): string =>
  createHmac('sha256', key).update(lyraText(fields, key), 'utf8').digest('base64')

function requestFields(account: DecryptedGatewayAccount, attempt: AttemptToOpen): Fields {
  const { order } = attempt
  return {
    vads_action_mode: 'INTERACTIVE',
    vads_amount: String(attempt.amount),
    vads_ctx_mode: account.environment,
    vads_currency: numericCurrency(attempt.currency),
    vads_cust_email: order.email,
    vads_language: order.language,
    vads_order_id: attempt.reference,
    vads_page_action: 'PAYMENT',
    vads_payment_config: 'SINGLE',
    vads_redirect_error_timeout: '3',
    vads_redirect_success_timeout: '3',
    vads_return_mode: 'GET',
    vads_site_id: account.identity,
    vads_trans_date: attempt.at.toISOString().replace(/\D/g, '').slice(0, 14),
    vads_trans_id: transactionId(attempt.dayNumber),
    vads_url_check: attempt.notifyUrl,
    vads_url_return: attempt.returnUrl,
    vads_version: 'V2',
  }
}

const TAIL = 36 ** 5

/**
 * Six characters, unique per site and UTC day whatever their case: a letter first, since 900000–999999 is the
 * gateway's own, then base 36. `dayNumber` below 26 · 36⁵.
 */
export function transactionId(dayNumber: number): string {
  const letter = String.fromCharCode(97 + (Math.floor(dayNumber / TAIL) % 26))
  return letter + (dayNumber % TAIL).toString(36).padStart(5, '0')
}

/** `vads_trans_status` → what it means for an order. What is not here says nothing of a payment (ACCEPTED is a verification). */
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

function toNotification(fields: Fields, account: DecryptedGatewayAccount): BankNotification {
  const status = fields.vads_trans_status ?? ''
  const isPayment = (fields.vads_operation_type || 'DEBIT') === 'DEBIT'
  const { signature: _signature, vads_card_number: _masked, ...signed } = fields
  const { vads_expiry_month: _month, vads_expiry_year: _year, ...kept } = signed
  return {
    dedupeKey:
      fields.vads_trans_uuid ||
      ['none', fields.vads_trans_date, fields.vads_trans_id, fields.vads_sequence_number].join('-'),
    bankStatus: isPayment ? status : `${fields.vads_operation_type}:${status}`,
    outcome: (isPayment && OUTCOMES[status]) || 'NONE',
    reference: fields.vads_order_id ?? '',
    amount: /^\d{1,12}$/.test(fields.vads_amount ?? '') ? Number(fields.vads_amount) : -1,
    currency: alphaCurrency(fields.vads_currency ?? ''),
    environment: account.environment,
    authorizationNumber: fields.vads_auth_number || null,
    bankTransactionId: fields.vads_trans_uuid || fields.vads_trans_id || null,
    fields: kept,
  }
}
