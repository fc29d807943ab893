import { currencies } from '../currencies.ts'
import { emailFormat, type FieldRules, textFormat as text, urlFormat as url } from './check-fields.ts'

const billing = new RegExp(
  '^<\\?xml version="1\\.0" encoding="utf-8"\\?><Billing><Address>' +
    '<FirstName>[^<>]{1,22}</FirstName><LastName>[^<>]{1,22}</LastName>' +
    '<Address1>[^<>]{1,50}</Address1>(<Address2>[^<>]{0,50}</Address2>)?' +
    '<ZipCode>[^<>]{1,10}</ZipCode><City>[^<>]{1,50}</City><CountryCode>\\d{3}</CountryCode>' +
    '(<CountryCodeMobilePhone>\\+\\d{1,3}</CountryCodeMobilePhone><MobilePhone>\\d{4,15}</MobilePhone>)?' +
    '</Address></Billing>$',
)
const shoppingCart =
  /^<\?xml version="1\.0" encoding="utf-8"\?><shoppingcart><total><totalQuantity>[1-9]\d?<\/totalQuantity><\/total><\/shoppingcart>$/

/** `name:letter` pairs of the requested variables; the signature, K, must be last. */
const returnVariables = /^[\w-]{1,30}:[A-JM-QS-WYZRov](;[\w-]{1,30}:[A-JM-QS-WYZRov])*(;[\w-]{1,30}:K)?$/

/** Fields of the payment form; the error codes are values of the variable E. */
export const payboxFields: FieldRules = {
  PBX_SITE: { code: '00006', format: /^\d{7}$/, required: true },
  PBX_RANG: { code: '00006', format: /^\d{2,3}$/, required: true },
  PBX_IDENTIFIANT: { code: '00006', format: /^\d{1,9}$/, required: true },
  PBX_TOTAL: { code: '00011', format: /^(?!0+$)\d{3,10}$/, required: true },
  PBX_DEVISE: {
    code: '00010',
    format: new RegExp(`^(${Object.keys(currencies).join('|')})$`),
    required: true,
  },
  PBX_CMD: { format: text(250), required: true },
  PBX_PORTEUR: { format: emailFormat(120), required: true },
  PBX_RETOUR: { format: returnVariables, required: true },
  PBX_HASH: { format: /^SHA512$/, required: true },
  PBX_TIME: { format: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:\d\d|Z)$/, required: true },
  PBX_SHOPPINGCART: { format: shoppingCart, required: true },
  PBX_BILLING: { format: billing, required: true },
  PBX_HMAC: { format: /^[0-9A-F]{128}$/, required: true },
  PBX_EFFECTUE: { format: url },
  PBX_REFUSE: { format: url },
  PBX_ANNULE: { format: url },
  PBX_ATTENTE: { format: url },
  PBX_REPONDRE_A: { format: url },
  PBX_RUF1: { format: /^POST$/ },
  PBX_TYPEPAIEMENT: { format: /^[A-Z0-9_]{1,12}$/ },
  PBX_TYPECARTE: { format: /^[A-Z0-9_]{1,20}$/ },
  PBX_AUTOSEULE: { format: /^[ON]$/ },
  PBX_DIFF: { format: /^\d{2}$/ },
  PBX_LANGUE: { format: /^(FRA|GBR|ESP|ITA|DEU|NLD|SWE|PRT)$/ },
  PBX_SOURCE: { format: /^(HTML|XHTML|WAP|RWD)$/ },
  PBX_ARCHIVAGE: { format: /^[A-Za-z0-9]{1,12}$/ },
}
