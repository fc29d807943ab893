import { findMember } from '../traffic/find-shop.ts'
import { signIn } from '../traffic/merchant.ts'
import type { FaultEnvironment } from './environment.ts'
import type { ShopRecords } from './read-records.ts'

/** Lost card fragments that the merchant API does not report, one line each. */
export async function findUnreportedLosses(
  { product }: FaultEnvironment,
  records: readonly ShopRecords[],
): Promise<string[]> {
  const unreported: string[] = []
  for (const { slug, orders, mails } of records) {
    const lost = mails.filter(({ kind, status }) => kind === 'CARD_FRAGMENT' && status === 'FAILED')
    if (lost.length === 0) continue
    const merchant = await signIn(product.run.api, slug, findMember(product.run, slug))
    for (const row of lost) {
      const code = orders.find(({ id }) => id === row.order_id)?.code ?? ''
      const order = await merchant.order(code)
      const isReported =
        order?.mails.find(({ id }) => id === row.id)?.status === 'FAILED' &&
        order.timeline.some(({ kind }) => kind === 'FRAGMENT_LOST')
      if (!isReported) unreported.push(`${code}: its card fragment is lost and not reported to the merchant`)
    }
  }
  return unreported
}
