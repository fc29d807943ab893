import type { Run, RunShop } from '../../infra/local/product/run-file.ts'
import type { Card } from '../traffic/cards.ts'
import type { PlaceOrderInput } from '../traffic/visitor.ts'
import { inMerchantRequests } from './merchant-misplaced-numbers.ts'
import { inStorefrontRequests } from './storefront-misplaced-numbers.ts'

/** A request with a card number in a wrong place. */
export interface MisplacedNumber {
  /** Where the number is. */
  name: string
  url: string
  method?: string
  headers?: Record<string, string>
  body?: string
  /** A page may show its own URL or search text to the browser that sent it. */
  mayEcho?: boolean
}

/** What the requests refer to. */
export interface RequestContext {
  run: Run
  shop: RunShop
  /** A visitor with a filled cart. */
  visitorId: string
  /** An unpaid order. */
  order: { code: string; token: string }
  orderInput: PlaceOrderInput
  /** The token of a signed-in member. */
  session: string
  /** A card payment that can be certified. */
  payment: { orderCode: string; paymentId: string }
}

/** Draws a new card for each request: the card, its number, or its number in groups of four. */
export interface Draw {
  draw: () => Card
  number: () => string
  grouped: (separator: string) => string
}

/** One request for every place in which a card number could be sent, each with a card of its own. */
export function misplacedNumbers(context: RequestContext, draw: () => Card): MisplacedNumber[] {
  const number = () => draw().number
  const grouped = (separator: string) => (number().match(/.{1,4}/g) ?? []).join(separator)
  const drawn = { draw, number, grouped }
  return [
    ...inStorefrontRequests(context, drawn),
    ...inMerchantRequests(context, drawn),
    ...inUrls(context, drawn),
  ]
}

/** Requests with a card number in a URL of any server, or in what a bank sends. */
function inUrls({ run, shop }: RequestContext, { number }: Draw): MisplacedNumber[] {
  return [
    { name: 'path of the API', url: `${run.api}/${number()}`, method: 'GET' },
    { name: 'name of a picture', url: `${run.api}/media/${number()}.svg`, method: 'GET' },
    { name: 'query string of the API', url: `${run.api}/graphql?query=${number()}`, method: 'GET' },
    { name: 'shop in a notification URL', url: `${run.api}/bank/lyra/notify/${number()}`, body: '' },
    {
      name: 'fields of a bank notification',
      url: `${run.api}/bank/lyra/notify/${shop.slug}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `vads_card_number=${number()}&vads_order_id=${number()}&${number()}=1&signature=x`,
    },
    {
      name: 'query string of a bank’s return URL',
      url: `${run.api}/bank/lyra/return/${shop.slug}?vads_trans_uuid=${number()}`,
      method: 'GET',
    },
    {
      name: 'path of the storefront',
      mayEcho: true,
      url: `${run.storefront}/${number()}`,
      headers: { host: new URL(shop.origin).host },
      method: 'GET',
    },
    {
      name: 'search in the storefront',
      mayEcho: true,
      url: `${run.storefront}/catalog?search=${number()}`,
      headers: { host: new URL(shop.origin).host },
      method: 'GET',
    },
    {
      name: 'path of the portal',
      mayEcho: true,
      url: `${run.portal}/${number()}/orders/${number()}`,
      method: 'GET',
    },
  ]
}

export interface RawResponse {
  status: number
  /** The response headers and body. */
  text: string
}

export async function sendMisplacedNumber({
  url,
  method = 'POST',
  headers = {},
  body,
}: MisplacedNumber): Promise<RawResponse> {
  const response = await fetch(url, {
    method,
    headers,
    redirect: 'manual',
    ...(method === 'POST' && { body: body ?? '' }),
  })
  const received = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n')
  return { status: response.status, text: `${received}\n\n${await response.text()}` }
}
