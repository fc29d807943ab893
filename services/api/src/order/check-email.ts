import type { UserError } from '../kernel/errors.ts'
import { containsCardNumber } from '../kernel/card-numbers.ts'

const MOST = 254
const LOCAL = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u
const LABEL = /^[\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u

/** Whether a mail can be addressed so: one name, one domain of two labels or more. */
function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@')
  const local = text.slice(0, Math.max(0, at))
  const labels = text.slice(at + 1).split('.')
  return (
    text.length <= MOST &&
    local.length <= 64 &&
    LOCAL.test(local) &&
    labels.length >= 2 &&
    labels.every((label) => LABEL.test(label)) &&
    /\p{L}{2}/u.test(labels.at(-1) ?? '')
  )
}

/** The address as it is kept; what is wrong with it goes onto `problems`. */
export function checkEmail(given: string, problems: UserError[]): string {
  const email = given.trim()
  if (containsCardNumber(email)) problems.push({ code: 'CARD_NUMBER_IN_TEXT', field: ['email'] })
  else if (!isEmail(email)) problems.push({ code: 'INVALID_EMAIL', field: ['email'] })
  return email
}
