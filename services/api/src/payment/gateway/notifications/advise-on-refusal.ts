import type { Language } from '../../../kernel/errors.ts'
import { defineMessages } from '../../../kernel/messages.ts'
import type { BankProtocolName } from '../bank-protocol.ts'
import { protocolOf } from '../protocols/protocols.ts'

const message = defineMessages({
  replacedKey: {
    en: 'The message is signed with a key that you have replaced. Check that the bank uses the new key.',
    fr: 'Le message est signé avec une clé que vous avez remplacée. Vérifiez que la banque utilise la nouvelle.',
  },
  unexpectedFormat: {
    en: 'The message does not have the expected format, so it probably did not come from the bank.',
    fr: 'Le message n’a pas la forme attendue\u00a0: il ne provient sans doute pas de la banque.',
  },
})

/** What the merchant can do about a notification refused for this reason, in one of the portal's languages. */
export function adviseOnRefusal(protocol: BankProtocolName, reason: string, language: Language): string {
  if (reason === 'replaced settings') return message('replacedKey', language)
  const advice = protocolOf(protocol)?.settings.refusalAdvice ?? {}
  const text = Object.hasOwn(advice, reason) ? advice[reason] : undefined
  return text ? text[language] : message('unexpectedFormat', language)
}
