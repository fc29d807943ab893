import type { Language } from '../kernel/errors.ts'
import { defineMessages } from '../kernel/messages.ts'
import type { MailRenderer } from '../mail/mail-content.ts'
import type { BuyerMailKind } from '../mail/texts/default-texts.ts'
import { withText } from '../mail/texts/mail-wording.ts'
import { writeSampleMail } from './write-sample-mail.ts'

const message = defineMessages({
  subject: { en: '[Test] {subject}', fr: '[Test] {subject}' },
  notice: {
    en: 'This is a test. The order does not exist.',
    fr: 'Ceci est un test. La commande n’existe pas.',
  },
})

/** Mail to the member who asked for it, with the text that was typed: see sendTestMail. */
export const testMail: MailRenderer = async ({ shop }, { details }, settings) => {
  const language = details.language as Language
  const text = {
    subject: String(details.subject),
    introduction: String(details.introduction),
    closing: String(details.closing),
  }
  const wording = withText(settings, language, text)
  const { orderCode: _, ...content } = writeSampleMail(shop, {
    kind: details.kind as BuyerMailKind,
    language,
    wording,
  })
  return {
    ...content,
    subject: message('subject', language, { subject: content.subject }),
    parts: [{ kind: 'notice', text: message('notice', language) }, ...content.parts],
  }
}
