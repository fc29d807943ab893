import { buyerWithCart, orderInput, PLACE_ORDER, type PlaceOrderReply } from './checkout.ts'
import type { TestApi } from './api.ts'
import { giveIdentity, markPaid } from './invoice.ts'
import { headersOf, merchant } from './member.ts'
import { createShop, type TestShop } from './shop.ts'
import { queryInShop } from './sql.ts'

/** The current year in the time zone of test shops, as numbers of invoices carry it. */
export const thisYear = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Paris', year: 'numeric' }).format()

/** What tests of invoices do in their shops. */
export const invoicing = (api: TestApi) => {
  /** Orders one or several of each product. */
  async function order(shop: TestShop, quantities = [1], input: object = {}, language = 'fr') {
    const buyer = await buyerWithCart(api, shop, quantities, { 'accept-language': language })
    const { data } = await buyer.request<{ placeOrder: PlaceOrderReply }>(PLACE_ORDER, {
      input: orderInput(shop, { ...input }),
    })
    const placed = data.placeOrder.order
    if (!placed) throw new Error(JSON.stringify(data.placeOrder.userErrors))
    return placed
  }
  return {
    order,
    async paidOrder(shop: TestShop, quantities = [1], input: object = {}, language = 'fr') {
      const placed = await order(shop, quantities, input, language)
      await markPaid(api, shop, placed.code)
      return placed
    },
    async shopWithIdentity(identity = {}): Promise<TestShop> {
      const shop = await createShop(api)
      await giveIdentity(api, shop, identity)
      return shop
    },
    ship: async (shop: TestShop, code: string) =>
      merchant(
        api,
        'mutation ($code: String!) { markShipped(orderCode: $code) { userErrors { code } } }',
        { code },
        await headersOf(api, shop, 'MANAGER'),
      ),
    lineIdsOf: (shop: TestShop, orderId: string) =>
      queryInShop<{ id: string; total: number; quantity: number }>(
        api,
        shop,
        'select id, total, quantity from order_line where order_id = $1 order by position',
        orderId,
      ),
  }
}
