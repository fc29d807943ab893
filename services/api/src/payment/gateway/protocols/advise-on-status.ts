import type { Language } from '../../../kernel/errors.ts'
import type { BankProtocolName } from '../bank-protocol.ts'
import { protocolOf } from './protocols.ts'

/** What the merchant can do about this status code of an unpaid payment, or null if its settings have no advice on it. */
export function adviseOnStatus(
  protocol: BankProtocolName,
  bankStatus: string | null | undefined,
  language: Language,
): string | null {
  const advice = protocolOf(protocol)?.settings.statusAdvice ?? {}
  return (bankStatus && Object.hasOwn(advice, bankStatus) && advice[bankStatus]?.[language]) || null
}
