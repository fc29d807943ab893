import type { Api, InTransaction, ShopContext } from '../../../app/context.ts'
import { refuse } from '../../../kernel/errors.ts'
import {
  NotAskable,
  type AttemptToSend,
  type BankProtocol,
  type BankRedirect,
  type OpenBankAccount,
} from '../bank-protocol.ts'
import { bankAddress } from '../bank-callback-url.ts'
import { nextDayNumber } from './next-daily-number.ts'

/**
 * The signed form for a new reference, built at the click, since banks refuse a stale one.
 * @throws Refused BANK_NOT_AVAILABLE for an amount that the bank can't be asked for
 */
export async function buildBankForm(
  tx: InTransaction<ShopContext & { app: Api }>,
  protocol: BankProtocol,
  account: OpenBankAccount,
  what: Omit<AttemptToSend, 'reference' | 'notifyUrl' | 'returnUrl' | 'at' | 'timeZone' | 'dayNumber'>,
): Promise<{ reference: string; redirect: BankRedirect; at: Date }> {
  const at = new Date()
  const reference = protocol.newReference()
  const attempt = {
    ...what,
    reference,
    notifyUrl: bankAddress(tx.app, tx.shop, protocol.name, 'notify'),
    returnUrl: bankAddress(tx.app, tx.shop, protocol.name, 'return'),
    at,
    timeZone: tx.shop.timeZone,
    dayNumber: await nextDayNumber(tx, account.identity, at),
  }
  try {
    return { reference, redirect: protocol.redirect(account, attempt), at }
  } catch (error) {
    if (error instanceof NotAskable) return refuse('BANK_NOT_AVAILABLE', 'bankId')
    throw error
  }
}
