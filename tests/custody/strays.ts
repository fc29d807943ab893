import type { Run, RunShop } from '../../infra/local/product/run-file.ts'
import type { Card } from '../traffic/cards.ts'
import { merchantStrays } from './merchant-strays.ts'
import { storefrontStrays } from './storefront-strays.ts'

/** A request that carries a card number where none belongs. */
export interface Stray {
  name: string
  url: string
  method?: string
  headers?: Record<string, string>
  body?: string
  /** A page may say what was looked for to the very browser that looked for it. */
  mayEcho?: boolean
}

/** What the requests need beside a card: a visitor with a full cart, an order to pay, a member at work. */
export interface StrayScene {
  run: Run
  shop: RunShop
  visitorId: string
  order: { code: string; token: string }
  orderInput: Record<string, unknown>
  /** Of the same shop. */
  session: string
  /** A card payment of it that can be certified. */
  certified: { orderCode: string; paymentId: string }
}

/** Gives a card of its own to each place: whole, its number, or that in groups of four. */
export interface Draw {
  draw: () => Card
  number: () => string
  grouped: (separator: string) => string
}

/** Every place that we could think of in which a number may come, one request each; `draw` gives a card of its own to each. */
export function straysOf(scene: StrayScene, draw: () => Card): Stray[] {
  const number = () => draw().number
  const grouped = (separator: string) => (number().match(/.{1,4}/g) ?? []).join(separator)
  const drawn = { draw, number, grouped }
  return [...storefrontStrays(scene, drawn), ...merchantStrays(scene, drawn), ...addressStrays(scene, drawn)]
}

/** In the address of any server, and in what a bank sends. */
function addressStrays({ run, shop }: StrayScene, { number }: Draw): Stray[] {
  return [
    { name: 'as a path', url: `${run.api}/${number()}`, method: 'GET' },
    { name: 'as a picture', url: `${run.api}/media/${number()}.svg`, method: 'GET' },
    { name: 'in a query of the address', url: `${run.api}/graphql?query=${number()}`, method: 'GET' },
    { name: 'as a shop that a bank names', url: `${run.api}/bank/lyra/notify/${number()}`, body: '' },
    {
      name: 'in a bank’s notification',
      url: `${run.api}/bank/lyra/notify/${shop.slug}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `vads_card_number=${number()}&vads_order_id=${number()}&${number()}=1&signature=x`,
    },
    {
      name: 'in what the bank’s page sends back',
      url: `${run.api}/bank/lyra/return/${shop.slug}?vads_trans_uuid=${number()}`,
      method: 'GET',
    },
    {
      name: 'as a path of the storefront',
      mayEcho: true,
      url: `${run.storefront}/${number()}`,
      headers: { host: new URL(shop.origin).host },
      method: 'GET',
    },
    {
      name: 'as a search in the storefront',
      mayEcho: true,
      url: `${run.storefront}/catalog?search=${number()}`,
      headers: { host: new URL(shop.origin).host },
      method: 'GET',
    },
    {
      name: 'as a path of the portal',
      mayEcho: true,
      url: `${run.portal}/${number()}/orders/${number()}`,
      method: 'GET',
    },
  ]
}

export interface StrayAnswer {
  status: number
  /** Headers and body. */
  text: string
}

export async function sendStray({ url, method = 'POST', headers = {}, body }: Stray): Promise<StrayAnswer> {
  const response = await fetch(url, {
    method,
    headers,
    redirect: 'manual',
    ...(method === 'POST' && { body: body ?? '' }),
  })
  const told = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n')
  return { status: response.status, text: `${told}\n\n${await response.text()}` }
}
