import { onePicture } from '../e2e/one-picture.ts'
import { newCheckout, payByCard, placeOrder } from '../faults/checkout.ts'
import type { ReceivedMail } from '../faults/faulty-smtp.ts'
import type { createCardDeck } from '../traffic/cards.ts'
import { findMember } from '../traffic/find-shop.ts'
import { signIn, type Merchant } from '../traffic/merchant.ts'
import type { Random } from '../traffic/random.ts'
import type { RestoreEnvironment } from './environment.ts'

/** The first demo shop of a product that is lost and restored, whose addresses change with each restore. */
export interface RestoredShop {
  member(): Promise<Merchant>
  /** Places an order and pays it by card. Returns its code. */
  orderByCard(): Promise<string>
  /** The status of the mail with the last six digits; undefined without one. */
  fragmentStatus(code: string): Promise<string | undefined>
  /** What the mail server received about an order: the mails with the last six digits, or the others. */
  received(code: string, which: 'fragments' | 'others'): ReceivedMail[]
  /** Uploads a picture. Returns the path of one of its files. */
  uploadPicture(): Promise<string>
  /** A file of a picture; null when the API has none. */
  readPicture(path: string): Promise<Buffer | null>
}

export function restoredShop(
  environment: RestoreEnvironment,
  random: Random,
  deck: ReturnType<typeof createCardDeck>,
): RestoredShop {
  const shopNow = () => {
    const [shop] = environment.product.run.shops
    if (!shop) throw new Error('There is no demo shop.')
    return shop
  }
  const member = () => {
    const { run } = environment.product
    return signIn(run.api, shopNow().slug, findMember(run, shopNow().slug))
  }
  return {
    member,
    async orderByCard() {
      const checkout = newCheckout(environment.product.run.api, shopNow(), deck.next())
      await placeOrder(checkout, random)
      await payByCard(checkout)
      return checkout.placed?.code ?? ''
    },
    async fragmentStatus(code) {
      const order = await (await member()).order(code)
      return order?.mails.find(({ kind }) => kind === 'CARD_FRAGMENT')?.status
    },
    received: (code, which) =>
      environment.smtp.received.filter(
        ({ order, kind }) => order === code && (kind === 'card-fragment') === (which === 'fragments'),
      ),
    async uploadPicture() {
      const { token } = await member()
      const response = await fetch(`${environment.product.run.api}/merchant/media`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'x-shop': shopNow().slug, 'content-type': 'image/png' },
        body: new Uint8Array(onePicture(1_000, 600)),
      })
      const { picture } = (await response.json()) as { picture: { url: string } | null }
      if (!picture) throw new Error(`The upload was refused: ${response.status}`)
      return new URL(picture.url).pathname
    },
    async readPicture(path) {
      const response = await fetch(environment.product.run.api + path)
      return response.ok ? Buffer.from(await response.arrayBuffer()) : null
    },
  }
}
