import type { StorefrontClient } from './client.ts'
import type { OrderData } from './operations.ts'

const PAUSE_MS = 2000

/**
 * Asks for an order until it is known what became of its payment at the bank, for the page to which the buyer comes back.
 *
 * @param options `seconds` after which it gives up; a minute if absent
 * @returns the order, or null if there is none: PENDING_PAYMENT with an attempt that is still OPEN or PENDING means that the bank has not answered yet,
 * and with any other attempt that nothing was paid and the buyer can pay again
 * @throws StorefrontFailure
 */
export async function waitForPayment(
  client: Pick<StorefrontClient, 'order'>,
  order: { code: string; token: string },
  { seconds = 60 }: { seconds?: number } = {},
): Promise<OrderData['order']> {
  for (let left = seconds * 1000; ; left -= PAUSE_MS) {
    const found = await client.order(order)
    const isOpen =
      found?.status === 'PENDING_PAYMENT' && /^(OPEN|PENDING)$/.test(found.bankAttempt?.status ?? '')
    if (!isOpen || left < PAUSE_MS) return found
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
}
