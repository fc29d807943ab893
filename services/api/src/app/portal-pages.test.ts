import { print, type DocumentNode } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cardMailQuery } from '../../../../apps/portal/src/lib/card-mail/card-mail.documents.ts'
import {
  gatewayAccountQuery,
  gatewayAccountsQuery,
  protocolsQuery,
} from '../../../../apps/portal/src/lib/gateway-account/gateway-account.documents.ts'
import { accountQuery, layoutQuery } from '../../../../apps/portal/src/lib/member/member.documents.ts'
import { orderQuery } from '../../../../apps/portal/src/lib/order/order.documents.ts'
import { ordersQuery } from '../../../../apps/portal/src/lib/order/orders.documents.ts'
import { shopSettingsQuery } from '../../../../apps/portal/src/lib/shop-settings/shop-settings.documents.ts'
import {
  rejectedNotificationsQuery,
  unmatchedPaymentsQuery,
} from '../../../../apps/portal/src/lib/unmatched-payment/unmatched-payment.documents.ts'
import { withdrawalsQuery } from '../../../../apps/portal/src/lib/withdrawal/withdrawal.documents.ts'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { countStatements } from '../../test/count-statements.ts'
import { merchant } from '../../test/member.ts'
import { twoShops, type FullShop } from '../../test/tenancy/two-shops.ts'

interface PortalPage {
  name: string
  document: DocumentNode
  variables?: (shop: FullShop) => Record<string, unknown>
  /** The session lookup, which comes before the transaction, is not included. */
  maxStatements: number
}

const PAGES: PortalPage[] = [
  { name: 'list of shops', document: layoutQuery, maxStatements: 3 },
  { name: 'account', document: accountQuery, maxStatements: 5 },
  {
    name: 'order',
    document: orderQuery,
    variables: ({ awaiting }) => ({ code: awaiting.code }),
    maxStatements: 29,
  },
  {
    name: 'order with an unmatched payment',
    document: orderQuery,
    variables: ({ pending }) => ({ code: pending.code }),
    maxStatements: 29,
  },
  { name: 'list of orders', document: ordersQuery, variables: () => ({ first: 25 }), maxStatements: 10 },
  {
    name: 'unmatched payments',
    document: unmatchedPaymentsQuery,
    variables: () => ({ open: true, first: 20 }),
    maxStatements: 8,
  },
  {
    name: 'withdrawals',
    document: withdrawalsQuery,
    variables: () => ({ open: true, first: 20 }),
    maxStatements: 6,
  },
  {
    name: 'rejected notifications',
    document: rejectedNotificationsQuery,
    variables: () => ({ first: 20 }),
    maxStatements: 6,
  },
  { name: 'settings of the card mail', document: cardMailQuery, maxStatements: 6 },
  { name: 'settings of the shop', document: shopSettingsQuery, maxStatements: 6 },
  { name: 'banks', document: gatewayAccountsQuery, maxStatements: 7 },
  { name: 'new bank', document: protocolsQuery, maxStatements: 6 },
  {
    name: 'bank',
    document: gatewayAccountQuery,
    variables: ({ bankId }) => ({ id: bankId }),
    maxStatements: 7,
  },
]

let api: TestApi
let shop: FullShop
beforeAll(async () => {
  api = await startTestApi()
  shop = (await twoShops(api)).ours
})
afterAll(() => api.stop())

test.each(PAGES)(
  'the portal loads the page “$name” in one read-only transaction with at most $maxStatements SQL statements',
  async ({ document, variables, maxStatements }) => {
    const { result, statements, transactions } = await countStatements(() =>
      merchant(api, print(document), variables?.(shop) ?? {}, shop.headers),
    )
    expect(result.errors).toBeUndefined()
    expect(transactions).toBe(1)
    const [sessionLookup, ...ofPage] = statements
    expect(sessionLookup).toContain('find_session(')
    expect(ofPage.length, ofPage.join('\n')).toBeLessThanOrEqual(maxStatements)
  },
)
