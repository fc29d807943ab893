import { containsCardNumber } from '@triclic/card-core/text'
import { OperationError, type UserError, type UserErrorCode } from '../kernel/errors.ts'
import { hasLetterOrDigit, trimInvisible } from '../kernel/visible-text.ts'
import { PLACEHOLDERS, type BuyerMailKind, type MailText } from '../mail/texts/default-texts.ts'
import { placeholdersIn } from '../mail/texts/fill-mail-text.ts'

/** Lengths in characters. */
export const TEXT_LIMITS = { subject: 150, introduction: 2000, closing: 2000 } as const

/** A scheme other than https, with which a mail program may open another program or an unencrypted page. */
const OTHER_SCHEME = /\b(?!https:)[a-z][a-z0-9+.-]*:\/\/|\b(?:javascript|data|vbscript):(?=\S)/i

/** The trimmed texts. Adds everything that is wrong with them to `problems`, under the path `text`. */
export function checkMailText(kind: BuyerMailKind, input: MailText, problems: UserError[]): MailText {
  const text: MailText = {
    subject: trimInvisible(input.subject).replace(/\s+/g, ' '),
    introduction: trimInvisible(input.introduction),
    closing: trimInvisible(input.closing),
  }
  for (const name of ['subject', 'introduction', 'closing'] as const) {
    const field = ['text', name]
    if (name !== 'closing' && !hasLetterOrDigit(text[name])) problems.push({ code: 'REQUIRED', field })
    const code = problemOf(text[name], TEXT_LIMITS[name])
    if (code) problems.push({ code, field })
    const unknown = placeholdersIn(text[name]).find((found) => !PLACEHOLDERS[kind].includes(found))
    if (unknown !== undefined) problems.push({ ...unknownPlaceholder(unknown, PLACEHOLDERS[kind]), field })
  }
  return text
}

/** What is wrong with a text in a mail, if anything. */
export function problemOf(text: string, maxLength: number): UserErrorCode | null {
  if (text.length > maxLength) return 'TEXT_TOO_LONG'
  if (containsCardNumber(text)) return 'CARD_NUMBER_NOT_ALLOWED'
  return OTHER_SCHEME.test(text) ? 'MAIL_LINK_INSECURE' : null
}

const unknownPlaceholder = (name: string, known: readonly string[]): UserError => {
  const [shown, list] = [name.slice(0, 40), known.map((each) => `{${each}}`).join(', ')]
  return {
    code: 'MAIL_PLACEHOLDER_UNKNOWN',
    message: {
      en: `There is no placeholder {${shown}}. This email can contain ${list}.`,
      fr: `Le champ {${shown}} n’existe pas. Cet e-mail peut contenir ${list}.`,
    },
  }
}

/** @throws OperationError with everything that is wrong at once */
export function parseMailText(kind: BuyerMailKind, input: MailText): MailText {
  const problems: UserError[] = []
  const text = checkMailText(kind, input, problems)
  if (problems.length > 0) throw new OperationError(...problems)
  return text
}
