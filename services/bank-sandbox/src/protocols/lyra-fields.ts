import { currencies } from '../currencies.ts'
import { emailRule, type FieldRules, textRule as text, urlRule as url } from './check-fields.ts'

const seconds = /^\d{1,3}$/
const languages = /^(de|en|es|fr|it|ja|nl|pl|pt|ru|sv|tr|zh)$/

/**
 * Fields of the payment form, in the order in which the bank reports them. Numbers: `error-NN` pages of
 * paiement.systempay.fr/doc. A field without a number is checked all the same.
 */
export const lyraFields: FieldRules = {
  vads_version: { code: '01', form: /^V2$/, mandatory: true },
  vads_site_id: { code: '02', form: /^\d{8}$/, mandatory: true },
  vads_ctx_mode: { code: '11', form: /^(TEST|PRODUCTION)$/, mandatory: true },
  // 900000 to 999999 belong to the gateway.
  vads_trans_id: { code: '03', form: /^(?!9\d{5}$)[0-9a-zA-Z]{6}$/, mandatory: true },
  vads_trans_date: { code: '04', form: /^\d{14}$/, mandatory: true },
  vads_page_action: { code: '46', form: /^PAYMENT$/, mandatory: true },
  vads_action_mode: { code: '47', form: /^INTERACTIVE$/, mandatory: true },
  vads_payment_config: {
    code: '07',
    form: /^(SINGLE|MULTI:first=\d+;count=\d+;period=\d+)$/,
    mandatory: true,
  },
  vads_amount: { code: '09', form: /^[1-9]\d{0,11}$/, mandatory: true },
  vads_currency: {
    code: '10',
    form: new RegExp(`^(${Object.keys(currencies).join('|')})$`),
    mandatory: true,
  },
  vads_cust_email: { code: '15', form: emailRule, mandatory: true },
  vads_validation_mode: { code: '05', form: /^[01]$/ },
  vads_capture_delay: { code: '06', form: seconds },
  vads_payment_cards: { code: '08', form: /^[A-Z0-9_]+(;[A-Z0-9_]+)*$/ },
  vads_language: { code: '12', form: languages },
  vads_available_languages: { form: /^[a-z]{2}(;[a-z]{2})*$/ },
  vads_order_id: { code: '13', form: /^[\w-]{1,64}$/ },
  vads_order_info: { code: '14', form: text(255) },
  vads_order_info2: { code: '14', form: text(255) },
  vads_order_info3: { code: '14', form: text(255) },
  vads_cust_id: { code: '16', form: text(63) },
  vads_cust_title: { code: '17', form: text(63) },
  vads_cust_name: { code: '18', form: text(127) },
  vads_cust_first_name: { code: '104', form: text(63) },
  vads_cust_last_name: { code: '105', form: text(63) },
  vads_cust_address: { code: '19', form: text(255) },
  vads_cust_zip: { code: '20', form: text(64) },
  vads_cust_city: { code: '21', form: text(128) },
  vads_cust_country: { code: '22', form: /^[A-Z]{2}$/ },
  vads_cust_phone: { code: '23', form: text(32) },
  vads_cust_cell_phone: { form: text(32) },
  vads_url_success: { code: '24', form: url },
  vads_url_refused: { code: '25', form: url },
  vads_url_cancel: { code: '27', form: url },
  vads_url_return: { code: '28', form: url },
  vads_url_error: { code: '29', form: url },
  vads_contrib: { code: '31', form: text(255) },
  vads_url_check: { code: '33', form: url },
  vads_redirect_success_timeout: { code: '34', form: seconds },
  vads_redirect_success_message: { code: '35', form: text(255) },
  vads_redirect_error_timeout: { code: '36', form: seconds },
  vads_redirect_error_message: { code: '37', form: text(255) },
  vads_return_mode: { code: '48', form: /^(NONE|GET|POST)$/ },
  vads_payment_src: { form: /^(EC|MOTO|CC|OTHER)$/ },
  vads_shop_name: { form: text(127) },
  vads_shop_url: { form: url },
}
