import { currencies } from '../currencies.ts'
import { emailFormat, type FieldRules, urlFormat as url } from './check-fields.ts'

const text = (length: number) => new RegExp(`^[^|\\p{Cc}]{1,${length}}$`, 'u')

/** Fields of the form; the request itself is in `Data`. */
export const sipsEnvelope: FieldRules = {
  Data: { code: '30', format: /^[^\p{Cc}]+$/u, required: true },
  InterfaceVersion: { code: '30', format: /^HP_\d+\.\d+$/, required: true },
  Seal: { code: '34', format: /^[0-9a-f]{64}$/, required: true },
  SealAlgorithm: { code: '30', format: /^(HMAC-SHA-256|SHA-256)$/ },
  Encode: { code: '30', format: /^(base64|base64url)$/ },
}

/** Fields inside `Data`. */
export const sipsFields: FieldRules = {
  merchantId: { code: '03', format: /^\d{15}$/, required: true },
  keyVersion: { code: '30', format: /^\d{1,10}$/, required: true },
  amount: { code: '30', format: /^[1-9]\d{0,11}$/, required: true },
  currencyCode: {
    code: '30',
    format: new RegExp(`^(${Object.keys(currencies).join('|')})$`),
    required: true,
  },
  normalReturnUrl: { code: '30', format: url, required: true },
  orderChannel: { code: '30', format: /^(INTERNET|MOTO|MAIL_ORDER|TELEPHONE_ORDER)$/, required: true },
  transactionReference: { code: '30', format: /^[A-Za-z0-9]{1,35}$/ },
  's10TransactionReference.s10TransactionId': { code: '30', format: /^\d{6}$/ },
  automaticResponseUrl: { code: '30', format: url },
  orderId: { code: '30', format: /^[A-Za-z0-9]{1,32}$/ },
  returnContext: { code: '30', format: text(255) },
  captureMode: { code: '30', format: /^(AUTHOR_CAPTURE|VALIDATION|IMMEDIATE)$/ },
  captureDay: { code: '30', format: /^\d{1,2}$/ },
  customerLanguage: { code: '30', format: /^[a-z]{2}$/ },
  responseEncoding: { code: '30', format: /^(base64|base64url)$/ },
  paymentMeanBrandList: { code: '30', format: /^[A-Z0-9_-]+(,[A-Z0-9_-]+)*$/ },
  'customerContact.email': { code: '30', format: emailFormat(128) },
  'billingContact.email': { code: '30', format: emailFormat(128) },
  'billingAddress.country': { code: '30', format: /^[A-Z]{3}$/ },
}
