import { currencies } from '../currencies.ts'
import { emailFormat, type FieldRules, textFormat as text, urlFormat as url } from './check-fields.ts'

const seconds = /^\d{1,3}$/
const languages = /^(de|en|es|fr|it|ja|nl|pl|pt|ru|sv|tr|zh)$/

/**
 * Fields of the payment form, in the order in which the bank reports errors. Error codes are from the `error-NN` pages
 * of paiement.systempay.fr/doc.
 */
export const lyraFields: FieldRules = {
  vads_version: { code: '01', format: /^V2$/, required: true },
  vads_site_id: { code: '02', format: /^\d{8}$/, required: true },
  vads_ctx_mode: { code: '11', format: /^(TEST|PRODUCTION)$/, required: true },
  // The gateway reserves 900000 to 999999.
  vads_trans_id: { code: '03', format: /^(?!9\d{5}$)[0-9a-zA-Z]{6}$/, required: true },
  vads_trans_date: { code: '04', format: /^\d{14}$/, required: true },
  vads_page_action: { code: '46', format: /^PAYMENT$/, required: true },
  vads_action_mode: { code: '47', format: /^INTERACTIVE$/, required: true },
  vads_payment_config: {
    code: '07',
    format: /^(SINGLE|MULTI:first=\d+;count=\d+;period=\d+)$/,
    required: true,
  },
  vads_amount: { code: '09', format: /^[1-9]\d{0,11}$/, required: true },
  vads_currency: {
    code: '10',
    format: new RegExp(`^(${Object.keys(currencies).join('|')})$`),
    required: true,
  },
  vads_cust_email: { code: '15', format: emailFormat(150), required: true },
  vads_validation_mode: { code: '05', format: /^[01]$/ },
  vads_capture_delay: { code: '06', format: seconds },
  vads_payment_cards: { code: '08', format: /^[A-Z0-9_]+(;[A-Z0-9_]+)*$/ },
  vads_language: { code: '12', format: languages },
  vads_available_languages: { format: /^[a-z]{2}(;[a-z]{2})*$/ },
  vads_order_id: { code: '13', format: /^[\w-]{1,64}$/ },
  vads_order_info: { code: '14', format: text(255) },
  vads_order_info2: { code: '14', format: text(255) },
  vads_order_info3: { code: '14', format: text(255) },
  vads_cust_id: { code: '16', format: text(63) },
  vads_cust_title: { code: '17', format: text(63) },
  vads_cust_name: { code: '18', format: text(127) },
  vads_cust_first_name: { code: '104', format: text(63) },
  vads_cust_last_name: { code: '105', format: text(63) },
  vads_cust_address: { code: '19', format: text(255) },
  vads_cust_zip: { code: '20', format: text(64) },
  vads_cust_city: { code: '21', format: text(128) },
  vads_cust_country: { code: '22', format: /^[A-Z]{2}$/ },
  vads_cust_phone: { code: '23', format: text(32) },
  vads_cust_cell_phone: { format: text(32) },
  vads_url_success: { code: '24', format: url },
  vads_url_refused: { code: '25', format: url },
  vads_url_cancel: { code: '27', format: url },
  vads_url_return: { code: '28', format: url },
  vads_url_error: { code: '29', format: url },
  vads_contrib: { code: '31', format: text(255) },
  vads_url_check: { code: '33', format: url },
  vads_redirect_success_timeout: { code: '34', format: seconds },
  vads_redirect_success_message: { code: '35', format: text(255) },
  vads_redirect_error_timeout: { code: '36', format: seconds },
  vads_redirect_error_message: { code: '37', format: text(255) },
  vads_return_mode: { code: '48', format: /^(NONE|GET|POST)$/ },
  vads_payment_src: { format: /^(EC|MOTO|CC|OTHER)$/ },
  vads_shop_name: { format: text(127) },
  vads_shop_url: { format: url },
}
