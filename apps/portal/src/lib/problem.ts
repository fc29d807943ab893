import { m } from './paraglide/messages.js'

/** What stands in the way of an action: a code of the merchant API, and the path of the input it is about. */
export interface Problem {
  code: string
  field: string[] | null
}

const texts: Record<string, () => string> = {
  INVALID_CREDENTIALS: m.problem_invalid_credentials,
  OTP_REQUIRED: m.problem_otp_required,
  OTP_INVALID: m.problem_otp_invalid,
  PASSWORD_WRONG: m.problem_password_wrong,
  PASSWORD_UNFIT: m.problem_password_unfit,
  NOT_FOUND: m.problem_not_found,
  NOT_REVEALABLE: m.problem_not_revealable,
  PAYMENT_CLOSED: m.problem_payment_closed,
  ALREADY_CERTIFIED: m.problem_already_certified,
  AUTHORIZATION_NUMBER_INVALID: m.problem_authorization_number_invalid,
  ORDER_NOT_CANCELLABLE: m.problem_order_not_cancellable,
  ORDER_NOT_SHIPPABLE: m.problem_order_not_shippable,
  MAIL_NOT_RESENDABLE: m.problem_mail_not_resendable,
  CARD_NOT_REQUESTABLE: m.problem_card_not_requestable,
  REQUIRED: m.problem_required,
  RESCUE_CLOSED: m.rescue_problem_closed,
  RESCUE_WITHOUT_ORDER: m.rescue_problem_without_order,
  RESCUE_OTHER_CURRENCY: m.rescue_problem_other_currency,
  RESCUE_AMOUNT_UNKNOWN: m.rescue_problem_amount_unknown,
  RESCUE_NOT_REOPENABLE: m.rescue_problem_not_reopenable,
  AMOUNT_NOT_CONFIRMED: m.rescue_problem_amount_not_confirmed,
  REFUND_AMOUNT_INVALID: m.rescue_problem_refund_amount,
  ORDER_ALREADY_PAID: m.rescue_problem_already_paid,
  ORDER_CANCELLED: m.rescue_problem_cancelled,
  ORDER_OUT_OF_STOCK: m.rescue_problem_out_of_stock,
  OPENPGP_KEY_INVALID: m.problem_openpgp_key_invalid,
  OPENPGP_KEY_PRIVATE: m.problem_openpgp_key_private,
  OPENPGP_KEY_SEVERAL: m.problem_openpgp_key_several,
  OPENPGP_KEY_TOO_LARGE: m.problem_openpgp_key_too_large,
  OPENPGP_KEY_EXPIRED: m.problem_openpgp_key_expired,
  OPENPGP_KEY_REVOKED: m.problem_openpgp_key_revoked,
  OPENPGP_KEY_CANNOT_ENCRYPT: m.problem_openpgp_key_cannot_encrypt,
  OPENPGP_KEY_TOO_WEAK: m.problem_openpgp_key_too_weak,
  OPENPGP_KEY_NOT_CONFIRMED: m.problem_openpgp_key_not_confirmed,
  INVALID_EMAIL: m.problem_invalid_email,
  DELAY_OUT_OF_BOUNDS: m.problem_delay_out_of_bounds,
  PAGE_NOT_OF_SHOP: m.problem_page_not_of_shop,
  BANK_FIELD_INVALID: m.problem_bank_field_invalid,
  PAYMENT_URL_INVALID: m.problem_payment_url_invalid,
  BANK_ALREADY_ADDED: m.problem_bank_already_added,
  AMOUNT_INVALID: m.problem_amount_invalid,
  SCRIPT_NEEDED: m.problem_script_needed,
  FORBIDDEN: m.problem_forbidden,
  RATE_LIMITED: m.problem_rate_limited,
  BAD_USER_INPUT: m.problem_bad_user_input,
  INSECURE_TRANSPORT: m.problem_insecure_transport,
  SERVICE_UNAVAILABLE: m.problem_service_unavailable,
}

/** The sentence for a problem, in the language of the page. */
export const problemText = (problem: Problem): string => (texts[problem.code] ?? m.problem_unexpected)()

/** The sentence for the problem of one field, if it has one. */
export function fieldProblem(problems: readonly Problem[], field: string): string | undefined {
  const found = problems.find((problem) => problem.field?.at(-1) === field)
  return found && problemText(found)
}

/** The problems that belong to none of the fields shown. */
export const otherProblems = (problems: readonly Problem[], fields: readonly string[]) =>
  problems.filter((problem) => !fields.includes(problem.field?.at(-1) ?? ''))
