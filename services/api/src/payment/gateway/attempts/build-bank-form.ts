import type { Api, InTransaction, ShopContext } from '../../../app/context.ts'
import { reject } from '../../../kernel/errors.ts'
import {
  PaymentNotSupported,
  type AttemptToOpen,
  type BankProtocol,
  type BankRedirect,
  type DecryptedGatewayAccount,
} from '../bank-protocol.ts'
import { bankCallbackUrl } from '../bank-callback-url.ts'
import { nextDailyNumber } from './next-daily-number.ts'

/**
 * The signed form for a new reference, built at the click, since banks refuse a stale one.
 * @throws Refused BANK_NOT_AVAILABLE for an amount that the bank can't be asked for
 */
export async function buildBankForm(
  tx: InTransaction<ShopContext & { app: Api }>,
  protocol: BankProtocol,
  account: DecryptedGatewayAccount,
  what: Omit<AttemptToOpen, 'reference' | 'notifyUrl' | 'returnUrl' | 'at' | 'timeZone' | 'dayNumber'>,
): Promise<{ reference: string; redirect: BankRedirect; at: Date }> {
  const at = new Date()
  const reference = protocol.newReference()
  const attempt = {
    ...what,
    reference,
    notifyUrl: bankCallbackUrl(tx.app, tx.shop, protocol.name, 'notify'),
    returnUrl: bankCallbackUrl(tx.app, tx.shop, protocol.name, 'return'),
    at,
    timeZone: tx.shop.timeZone,
    dayNumber: await nextDailyNumber(tx, account.identity, at),
  }
  try {
    return { reference, redirect: protocol.redirect(account, attempt), at }
  } catch (error) {
    if (error instanceof PaymentNotSupported) return reject('BANK_NOT_AVAILABLE', 'bankId')
    throw error
  }
}
