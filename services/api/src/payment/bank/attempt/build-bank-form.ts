import type { Api, InTransaction, ShopContext } from '../../../context.ts'
import type { AttemptToSend, BankProtocol, BankRedirect, OpenBankAccount } from '../bank.ts'
import { bankAddress } from '../bank-address.ts'
import { nextDayNumber } from './next-day-number.ts'

/** The signed form for a new reference, built at the click, since banks refuse a stale one. */
export async function buildBankForm(
  tx: InTransaction<ShopContext & { app: Api }>,
  protocol: BankProtocol,
  account: OpenBankAccount,
  what: Omit<AttemptToSend, 'reference' | 'notifyUrl' | 'returnUrl' | 'at' | 'timeZone' | 'dayNumber'>,
): Promise<{ reference: string; redirect: BankRedirect; at: Date }> {
  const at = new Date()
  const reference = protocol.newReference()
  const redirect = protocol.redirect(account, {
    ...what,
    reference,
    notifyUrl: bankAddress(tx.app, tx.shop, protocol.name, 'notify'),
    returnUrl: bankAddress(tx.app, tx.shop, protocol.name, 'return'),
    at,
    timeZone: tx.shop.timeZone,
    dayNumber: await nextDayNumber(tx, account.identity, at),
  })
  return { reference, redirect, at }
}
