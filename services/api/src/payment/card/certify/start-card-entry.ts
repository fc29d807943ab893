import type { MerchantContext } from '../../../app/context.ts'
import { writeAudit } from '../../../audit/write-audit.ts'
import { reject } from '../../../kernel/errors.ts'
import { lockOrderInShop } from '../../../order/lock-order.ts'
import { isPayable } from '../../../order/order-status.ts'
import { inTransaction } from '../../../platform/db/in-transaction.ts'
import { acceptsCards } from '../../../shop/available-payment-modes.ts'
import { isCardOffered } from '../../../shop/card-offer.ts'
import { cardRequestToken, writeCardRequest } from './request-card.ts'

/** How long a member has to enter the card. */
const CARD_ENTRY_HOURS = 1

/** Where a card goes. */
export const cardEntryUrlOf = ({ app }: Pick<MerchantContext, 'app'>): string => `${app.env.apiUrl}/graphql`

/** What the member's browser needs to send a card straight to the storefront API. */
export interface CardEntry {
  url: string
  shopKey: string
  /** Accepted once, instead of the order's own token. Never logged. */
  orderToken: string
}

/**
 * Opens a card request for an order that a member entered, for that member's page: the number goes from there to payByCard, and through no server of the
 * portal. Ends earlier card requests of the order.
 * @throws OperationError NOT_FOUND, CARD_NOT_REQUESTABLE for an order of the website or one that cannot be paid by card
 */
export function startCardEntry(
  ctx: MerchantContext,
  input: { orderCode: string },
): Promise<{ entry: CardEntry }> {
  return inTransaction(ctx, async (tx) => {
    const order = (await lockOrderInShop(tx, { code: input.orderCode })) ?? reject('NOT_FOUND', 'orderCode')
    const { channel, billingAddress } = order
    const [shopKey] = tx.shop.keys
    const isOffered = isCardOffered(tx.shop, { channel, billingCountry: billingAddress.countryCode })
    if (channel === 'WEB' || !isPayable(order.status) || !isOffered || !shopKey)
      return reject('CARD_NOT_REQUESTABLE', 'orderCode')
    if (!(await acceptsCards(tx.shop, new Date()))) return reject('CARD_NOT_REQUESTABLE', 'orderCode')
    const requestId = await writeCardRequest(tx, order, CARD_ENTRY_HOURS)
    writeAudit(tx, { action: 'startCardEntry', subject: order.code })
    return {
      entry: {
        url: cardEntryUrlOf(tx),
        shopKey,
        orderToken: cardRequestToken(tx.app.env.orderTokenKeys, order, requestId),
      },
    }
  })
}
