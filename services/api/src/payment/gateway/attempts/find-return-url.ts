import type { Api } from '../../../app/context.ts'
import { Order } from '../../../order/order.entity.ts'
import { inShop } from '../../../platform/db/orm.ts'
import type { Shop } from '../../../shop/shop.ts'
import { PaymentAttempt } from './payment-attempt.entity.ts'
import { TestPayment } from '../test-payment/test-payment.entity.ts'
import type { BankProtocol } from '../bank-protocol.ts'

/**
 * URL for a buyer returning from the bank: the frontend's return page with `?order=<code>`, or for a test payment the
 * bank's page in the portal. Falls back to the shop's first origin. Writes nothing.
 */
export async function findReturnUrl(
  app: Api,
  shop: Shop,
  protocol: BankProtocol,
  parameters: URLSearchParams,
): Promise<string | null> {
  const reference = protocol.readReturnReference(parameters)
  // The parameter is not authenticated, and PostgreSQL rejects NUL in text.
  if (!reference || reference.includes('\0')) return shop.origins[0] ?? null
  return inShop(app.orm, shop.id, async (em) => {
    const attempt = await em.findOne(PaymentAttempt, { shopId: shop.id, protocol: protocol.name, reference })
    const testPayment = attempt
      ? null
      : await em.findOne(TestPayment, { shopId: shop.id, protocol: protocol.name, reference })
    if (testPayment)
      return `${app.env.portalUrl}/${shop.slug}/settings/banks/${testPayment.gatewayAccountId}?returned=${testPayment.id}`
    const order = attempt && (await em.findOne(Order, { shopId: shop.id, id: attempt.orderId }))
    if (!attempt || !order) return shop.origins[0] ?? null
    const target = new URL(attempt.returnUrl)
    target.search = new URLSearchParams({ order: order.code }).toString()
    target.hash = ''
    return target.href
  })
}
