import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Account } from '../account.ts'
import { maskNumber } from '../test-cards.ts'
import { type Pairs, writeForm } from '../form.ts'
import type { Mode, Outcome, Payment } from '../payment.ts'
import { checkField, checkFields, type Fields } from './check-fields.ts'
import { lyraFields } from './lyra-fields.ts'
import { isWithinLyraTime, readLyraDate, writeLyraDate } from './lyra-date.ts'
import type { FieldError, PaymentEvent, Protocol, RequestContext } from './protocol.ts'

const credentials = z.object({
  siteId: z.string().regex(/^\d{8}$/),
  testKey: z.string().min(1),
  productionKey: z.string().min(1),
  mode: z.enum(['TEST', 'PRODUCTION']),
})

/** The text to sign: the values of the `vads_` fields, sorted by name, and the key, joined with `+`. */
export function lyraSignedText(fields: Fields, key: string): string {
  const names = Object.keys(fields).filter((name) => name.startsWith('vads_'))
  return [...names.sort().map((name) => fields[name]), key].join('+')
}

/** Base64 HMAC-SHA-256. The older SHA-1 signature is not supported. */
export function signLyra(fields: Fields, key: string): string {
  return createHmac('sha256', key).update(lyraSignedText(fields, key), 'utf8').digest('base64')
}

function signingKey(account: Account, mode: Mode): string {
  const { testKey, productionKey } = credentials.parse(account.credentials)
  return mode === 'TEST' ? testKey : productionKey
}

function isSignedBy(fields: Fields, key: string): boolean {
  const given = Buffer.from(fields.signature ?? '')
  const expected = Buffer.from(signLyra(fields, key))
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function checkShop(context: RequestContext, fields: Fields): FieldError | Account {
  const malformed =
    checkField(lyraFields, fields, 'vads_site_id') ?? checkField(lyraFields, fields, 'vads_ctx_mode')
  if (malformed) return malformed
  const account = context.findAccount(fields.vads_site_id ?? '')
  if (!account) return { reason: 'unknown-shop', field: 'vads_site_id', code: '02' }
  if (account.credentials.mode !== fields.vads_ctx_mode) {
    return { reason: 'mode', field: 'vads_ctx_mode', code: '11', detail: `${account.credentials.mode}` }
  }
  if (!fields.signature) return { reason: 'missing', field: 'signature', code: '00' }
  if (!isSignedBy(fields, signingKey(account, modeOf(fields)))) {
    return { reason: 'signature', field: 'signature', code: '00' }
  }
  return account
}

function checkForm(context: RequestContext, fields: Fields): FieldError | undefined {
  const malformed = checkFields(lyraFields, fields)
  if (malformed) return malformed
  const { vads_site_id = '', vads_trans_id = '', vads_trans_date = '' } = fields
  const date = readLyraDate(vads_trans_date)
  if (!date || !isWithinLyraTime(date, context.now)) {
    return { reason: 'date', field: 'vads_trans_date', code: '04', detail: writeLyraDate(context.now) }
  }
  if (!context.useReference('lyra', vads_site_id, vads_trans_date.slice(0, 8), vads_trans_id.toLowerCase())) {
    return { reason: 'duplicate', field: 'vads_trans_id', code: '03' }
  }
  return undefined
}

function modeOf(fields: Fields): Mode {
  return fields.vads_ctx_mode === 'PRODUCTION' ? 'PRODUCTION' : 'TEST'
}

function readRequest(context: RequestContext, pairs: Pairs) {
  const fields: Fields = Object.fromEntries(pairs)
  const account = checkShop(context, fields)
  if ('reason' in account) return { error: account }
  const error = checkForm(context, fields)
  if (error) return { error: { ...error, shop: account.shop } }
  const { vads_trans_id = '', vads_trans_date = '', vads_order_id = '' } = fields
  return {
    payment: {
      protocol: 'lyra' as const,
      account,
      reference: vads_trans_id,
      references: { vads_trans_id, vads_trans_date, vads_order_id },
      orderId: vads_order_id,
      amount: Number(fields.vads_amount),
      currency: fields.vads_currency ?? '',
      mode: modeOf(fields),
      language: (fields.vads_language ?? 'fr') === 'fr' ? ('fr' as const) : ('en' as const),
      request: fields,
    },
  }
}

function statusOf(payment: Payment, outcome: Outcome): string {
  if (outcome === 'refused') return 'REFUSED'
  if (outcome === 'cancelled') return 'ABANDONED'
  if (outcome === 'pending') return 'WAITING_AUTHORISATION'
  return payment.request.vads_validation_mode === '1' ? 'AUTHORISED_TO_VALIDATE' : 'AUTHORISED'
}

function resultOf(outcome: Outcome): Fields {
  if (outcome === 'cancelled') return { vads_result: '17', vads_auth_result: '' }
  if (outcome === 'refused') return { vads_result: '05', vads_auth_result: '51' }
  return { vads_result: '00', vads_auth_result: outcome === 'paid' ? '00' : '' }
}

function cardOf(payment: Payment, { outcome, transaction, processedAmount }: PaymentEvent): Fields {
  if (outcome === 'cancelled') return {}
  const paid = outcome === 'paid'
  return {
    vads_auth_mode: 'FULL',
    vads_auth_number: paid ? transaction.authorisation : '',
    ...(paid ? { vads_payment_certificate: transaction.uuid.padEnd(40, '0') } : {}),
    vads_card_brand: payment.brand,
    vads_card_number: maskNumber(payment.brand, 'XXXXXX'),
    vads_expiry_month: '6',
    vads_expiry_year: String(transaction.at.getUTCFullYear() + 1),
    vads_bank_label: "Banque de démo et de l'innovation",
    vads_bank_product: 'F',
    vads_effective_amount: String(processedAmount ?? payment.amount),
    vads_effective_currency: payment.currency,
    vads_warranty_result: paid ? 'YES' : '',
    vads_threeds_enrolled: 'Y',
    vads_threeds_status: paid ? 'Y' : '',
    vads_threeds_cavv: '',
    vads_presentation_date: writeLyraDate(transaction.at),
  }
}

/** Request fields that the notification repeats. */
const echoedName = /^vads_(?!url_|redirect_|return_mode|payment_cards|theme_|available_)/

function resultFields(account: Account, payment: Payment, event: PaymentEvent): Fields {
  const echoed = Object.entries(payment.request).filter(([name]) => echoedName.test(name))
  return {
    ...Object.fromEntries(echoed),
    ...payment.references,
    vads_site_id: account.credentials.siteId ?? '',
    vads_ctx_mode: payment.mode,
    // A refund has its own amount; a capture keeps that of the request.
    vads_amount: String((event.operation === 'CREDIT' && event.processedAmount) || payment.amount),
    vads_currency: payment.currency,
    vads_payment_src: payment.request.vads_payment_src ?? 'EC',
    vads_operation_type: event.operation ?? 'DEBIT',
    vads_trans_status: event.status ?? statusOf(payment, event.outcome),
    vads_trans_uuid: event.transaction.uuid,
    vads_sequence_number: String(event.transaction.number),
    vads_effective_creation_date: writeLyraDate(event.transaction.at),
    vads_extra_result: '',
    vads_pays_ip: 'FR',
    ...resultOf(event.outcome),
    ...cardOf(payment, event),
  }
}

function writeSigned(account: Account, payment: Payment, event: PaymentEvent, fields: Fields): string {
  const signature = signLyra(fields, event.forged ? 'forged' : signingKey(account, payment.mode))
  return writeForm(Object.entries({ ...fields, signature }))
}

function returnUrl(payment: Payment, outcome: Outcome): string | undefined {
  const { request } = payment
  const byOutcome = {
    paid: request.vads_url_success,
    pending: request.vads_url_success,
    refused: request.vads_url_refused,
    cancelled: request.vads_url_cancel,
  }[outcome]
  return byOutcome || request.vads_url_return || payment.account.returnUrl
}

/** Lyra hosted payment page, form V2: PayZen, Systempay, Sogecommerce, Scellius. */
export const lyra: Protocol = {
  name: 'lyra',
  paths: ['/lyra/vads-payment/'],
  credentials,
  identity: (account) => account.credentials.siteId ?? '',
  readRequest,

  writeNotification(account, payment, event) {
    const vads_hash = randomBytes(32).toString('hex')
    const fields = { ...resultFields(account, payment, event), vads_hash, vads_url_check_src: event.source }
    const url = payment.request.vads_url_check || account.notifyUrl
    return { url, method: 'POST', text: writeSigned(account, payment, event, fields) }
  },

  writeReturn(account, payment, event) {
    const url = returnUrl(payment, event.outcome)
    const mode = payment.request.vads_return_mode
    if (mode !== 'GET' && mode !== 'POST') return { url, method: 'GET', text: '' }
    return {
      url,
      method: mode,
      text: writeSigned(account, payment, event, resultFields(account, payment, event)),
    }
  },

  isAcknowledged: (status) => (status >= 200 && status <= 206) || [301, 302, 303, 307, 308].includes(status),

  returnDelaySeconds(payment, outcome) {
    if (outcome === 'cancelled') return 0
    const { vads_redirect_success_timeout, vads_redirect_error_timeout } = payment.request
    const seconds = outcome === 'refused' ? vads_redirect_error_timeout : vads_redirect_success_timeout
    return seconds ? Number(seconds) : undefined
  },

  signatureName: () => 'signature',
  duplicateParameter: () => 'vads_amount=1',
  unknownMerchant: { siteId: '99999999', testKey: 'unknown', productionKey: 'unknown', mode: 'TEST' },
  echoedTextField: 'vads_order_info',
}
