import type { Language } from '../../../kernel/errors.ts'
import type { LocalizedText } from '../bank-protocol-settings.ts'
import type { BankProtocolName } from '../bank-protocol.ts'
import { protocolOf } from '../protocols/protocols.ts'

/** For reasons without advice in the bank's settings. */
const UNEXPECTED_FORMAT: LocalizedText = {
  fr: 'Le message n’a pas la forme attendue : il ne provient sans doute pas de la banque.',
  en: 'The message does not have the expected format, so it probably did not come from the bank.',
}

const REPLACED_KEY: LocalizedText = {
  fr: 'Le message est signé avec une clé que vous avez remplacée. Vérifiez que la banque utilise la nouvelle.',
  en: 'The message is signed with a key that you have replaced. Check that the bank uses the new key.',
}

/** What the merchant can do about a notification refused for this reason, in one of the portal's languages. */
export function adviseOnRefusal(protocol: BankProtocolName, reason: string, language: Language): string {
  if (reason === 'replaced settings') return REPLACED_KEY[language]
  const advice = protocolOf(protocol)?.settings.refusalAdvice ?? {}
  return (
    (Object.hasOwn(advice, reason) ? advice[reason] : undefined)?.[language] ?? UNEXPECTED_FORMAT[language]
  )
}
