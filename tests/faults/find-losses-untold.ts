import { findMember } from '../traffic/find-shop.ts'
import { signIn } from '../traffic/merchant.ts'
import type { Books } from './read-books.ts'
import type { Rig } from './rig.ts'

/** Fragments that were lost without the portal saying so: a line each. The merchant API is asked, as the portal does. */
export async function findLossesUntold({ product }: Rig, books: readonly Books[]): Promise<string[]> {
  const untold: string[] = []
  for (const { slug, orders, mails } of books) {
    const lost = mails.filter(({ kind, status }) => kind === 'CARD_FRAGMENT' && status === 'FAILED')
    if (lost.length === 0) continue
    const merchant = await signIn(product.run.api, slug, findMember(product.run, slug))
    for (const row of lost) {
      const code = orders.find(({ id }) => id === row.order_id)?.code ?? ''
      const order = await merchant.order(code)
      const isTold =
        order?.mails.find(({ id }) => id === row.id)?.status === 'FAILED' &&
        order.timeline.some(({ kind }) => kind === 'FRAGMENT_LOST')
      if (!isTold) untold.push(`${code}: its fragment is lost, and the portal does not say so`)
    }
  }
  return untold
}
