import { currencies } from '../currencies.ts'
import { emailRule, type FieldRules, textRule as text, urlRule as url } from './check-fields.ts'

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

/** `name:letter` pairs; the signature, K, comes last. */
const wanted = /^[\w-]{1,30}:[A-JM-QS-WYZRov](;[\w-]{1,30}:[A-JM-QS-WYZRov])*(;[\w-]{1,30}:K)?$/

/** Fields of a call of the payment page; codes are those of the E variable. */
export const payboxFields: FieldRules = {
  PBX_SITE: { code: '00006', form: /^\d{7}$/, mandatory: true },
  PBX_RANG: { code: '00006', form: /^\d{2,3}$/, mandatory: true },
  PBX_IDENTIFIANT: { code: '00006', form: /^\d{1,9}$/, mandatory: true },
  PBX_TOTAL: { code: '00011', form: /^(?!0+$)\d{3,10}$/, mandatory: true },
  PBX_DEVISE: {
    code: '00010',
    form: new RegExp(`^(${Object.keys(currencies).join('|')})$`),
    mandatory: true,
  },
  PBX_CMD: { form: text(250), mandatory: true },
  PBX_PORTEUR: { form: emailRule, mandatory: true },
  PBX_RETOUR: { form: wanted, mandatory: true },
  PBX_HASH: { form: /^SHA512$/, mandatory: true },
  PBX_TIME: { form: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:\d\d|Z)$/, mandatory: true },
  PBX_SHOPPINGCART: { form: shoppingCart, mandatory: true },
  PBX_BILLING: { form: billing, mandatory: true },
  PBX_HMAC: { form: /^[0-9A-F]{128}$/, mandatory: true },
  PBX_EFFECTUE: { form: url },
  PBX_REFUSE: { form: url },
  PBX_ANNULE: { form: url },
  PBX_ATTENTE: { form: url },
  PBX_REPONDRE_A: { form: url },
  PBX_RUF1: { form: /^POST$/ },
  PBX_TYPEPAIEMENT: { form: /^[A-Z0-9_]{1,12}$/ },
  PBX_TYPECARTE: { form: /^[A-Z0-9_]{1,20}$/ },
  PBX_AUTOSEULE: { form: /^[ON]$/ },
  PBX_DIFF: { form: /^\d{2}$/ },
  PBX_LANGUE: { form: /^(FRA|GBR|ESP|ITA|DEU|NLD|SWE|PRT)$/ },
  PBX_SOURCE: { form: /^(HTML|XHTML|WAP|RWD)$/ },
  PBX_ARCHIVAGE: { form: /^[A-Za-z0-9]{1,12}$/ },
}
