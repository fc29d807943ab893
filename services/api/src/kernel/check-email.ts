import { containsCardNumber } from '@triclic/card-core/text'
import type { UserError } from './errors.ts'

/** RFC 5321 limits of an address and of its local part, in characters. */
const MAX_LENGTH = 254
const MAX_LOCAL_LENGTH = 64

const LOCAL = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u
const LABEL = /^[\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u

/** Whether the text is one address with an unquoted local part and a domain of at least two labels. */
function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@')
  const local = text.slice(0, Math.max(0, at))
  const labels = text.slice(at + 1).split('.')
  return (
    text.length <= MAX_LENGTH &&
    local.length <= MAX_LOCAL_LENGTH &&
    LOCAL.test(local) &&
    labels.length >= 2 &&
    labels.every((label) => LABEL.test(label)) &&
    /\p{L}{2}/u.test(labels.at(-1) ?? '')
  )
}

/** Returns the trimmed address and adds what is wrong with it to `problems`, at `field`. */
export function checkEmail(value: string, problems: UserError[], field = 'email'): string {
  const email = value.trim()
  if (containsCardNumber(email)) problems.push({ code: 'CARD_NUMBER_IN_TEXT', field: [field] })
  else if (!isEmail(email)) problems.push({ code: 'INVALID_EMAIL', field: [field] })
  return email
}
