import { currencies } from '../currencies.ts'
import { emailRule, type FieldRules, urlRule as url } from './check-fields.ts'

const text = (length: number) => new RegExp(`^[^|\\p{Cc}]{1,${length}}$`, 'u')

/** The form that carries the request. */
export const sipsEnvelope: FieldRules = {
  Data: { code: '30', form: /^[^\p{Cc}]+$/u, mandatory: true },
  InterfaceVersion: { code: '30', form: /^HP_\d+\.\d+$/, mandatory: true },
  Seal: { code: '34', form: /^[0-9a-f]{64}$/, mandatory: true },
  SealAlgorithm: { code: '30', form: /^(HMAC-SHA-256|SHA-256)$/ },
  Encode: { code: '30', form: /^(base64|base64url)$/ },
}

/** What stands in Data. */
export const sipsFields: FieldRules = {
  merchantId: { code: '03', form: /^\d{15}$/, mandatory: true },
  keyVersion: { code: '30', form: /^\d{1,10}$/, mandatory: true },
  amount: { code: '30', form: /^[1-9]\d{0,11}$/, mandatory: true },
  currencyCode: { code: '30', form: new RegExp(`^(${Object.keys(currencies).join('|')})$`), mandatory: true },
  normalReturnUrl: { code: '30', form: url, mandatory: true },
  orderChannel: { code: '30', form: /^(INTERNET|MOTO|MAIL_ORDER|TELEPHONE_ORDER)$/, mandatory: true },
  transactionReference: { code: '30', form: /^[A-Za-z0-9]{1,35}$/, mandatory: true },
  automaticResponseUrl: { code: '30', form: url },
  orderId: { code: '30', form: /^[A-Za-z0-9]{1,32}$/ },
  returnContext: { code: '30', form: text(255) },
  captureMode: { code: '30', form: /^(AUTHOR_CAPTURE|VALIDATION|IMMEDIATE)$/ },
  captureDay: { code: '30', form: /^\d{1,2}$/ },
  customerLanguage: { code: '30', form: /^[a-z]{2}$/ },
  responseEncoding: { code: '30', form: /^(base64|base64url)$/ },
  paymentMeanBrandList: { code: '30', form: /^[A-Z0-9_-]+(,[A-Z0-9_-]+)*$/ },
  'customerContact.email': { code: '30', form: emailRule },
  'billingContact.email': { code: '30', form: emailRule },
  'billingAddress.country': { code: '30', form: /^[A-Z]{3}$/ },
}
