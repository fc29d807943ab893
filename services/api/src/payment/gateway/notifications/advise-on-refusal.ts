import type { Language } from '../../../kernel/errors.ts'
import type { Text } from '../bank-protocol-settings.ts'
import type { BankProtocolName } from '../bank-protocol.ts'
import { protocolOf } from '../protocols/protocols.ts'

/** Where a bank's own file has nothing to say. */
const ANY_OTHER: Text = {
  fr: 'Le message n’a pas la forme attendue : il ne vient sans doute pas de la banque.',
  en: 'The message does not look as it should: it probably did not come from the bank.',
}

const REPLACED: Text = {
  fr: 'Le message est signé avec une clé que vous avez remplacée. Vérifiez que la banque utilise la nouvelle.',
  en: 'The message is signed with a key that you replaced. Check that the bank uses the new one.',
}

/** What the merchant can do about a notification that was refused for this reason. */
export function adviseOnRefusal(protocol: BankProtocolName, reason: string, language: Language): string {
  if (reason === 'replaced settings') return REPLACED[language]
  const own = protocolOf(protocol)?.settings.refusals ?? {}
  return (Object.hasOwn(own, reason) ? own[reason] : undefined)?.[language] ?? ANY_OTHER[language]
}
