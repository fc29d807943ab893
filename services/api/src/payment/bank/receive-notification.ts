import type { Api } from '../../context.ts'
import { inShop } from '../../platform/orm.ts'
import type { Shop } from '../../shop/shops.ts'
import { BankAccount } from './bank-account.entity.ts'
import { NotAuthentic, type BankAnswer, type BankProtocol, type RawNotification } from './bank.ts'
import { openBankAccount } from './open-bank-account.ts'
import { refuseNotification } from './refuse-notification.ts'
import { settleBankPayment } from './settle-bank-payment.ts'

/**
 * A bank's call: authenticated by the shop's own account, then settled, and answered only after the commit.
 * What is not authentic changes nothing and is kept on the list of refused ones. With the database down this throws,
 * so that the bank tries again.
 */
export async function receiveNotification(
  app: Api,
  shop: Shop,
  protocol: BankProtocol,
  raw: RawNotification,
): Promise<BankAnswer> {
  const account = await inShop(app.orm, shop.id, (em) =>
    em.findOne(BankAccount, { shopId: shop.id, protocol: protocol.name }),
  )
  try {
    if (!account) throw new NotAuthentic('no account')
    const notification = protocol.readNotification(openBankAccount(app, account), raw)
    const verdict = await settleBankPayment({ app, shop, language: shop.locale }, protocol.name, notification)
    const { outcome } = notification
    app.log.info({ shop: shop.slug, bank: protocol.name, outcome, verdict }, 'A bank notified')
    return protocol.answer.received
  } catch (error) {
    if (!(error instanceof NotAuthentic)) throw error
    await refuseNotification(app, shop, protocol.name, raw, error.message)
    return protocol.answer.refused
  }
}
