/**
 * Floods one shop on 24 connections until it is killed, as its buyers do: each sends the next request as soon as it has the
 * response to the last one. Runs in a process of its own, so that it does not slow down whoever measures the effect.
 */
import { Pool } from 'undici'
import { createCardDeck } from '../traffic/cards.ts'
import { randomFrom } from '../traffic/random.ts'
import { ALL, LIST, SEARCH } from './catalog-queries.ts'
import { checkOut, fillAndReadCart, graphqlRequest } from './journeys.ts'
import { sendOver, type Journey } from './measure-rate.ts'
import { readAllProducts } from './read-catalog.ts'

const CONNECTIONS = 24

export interface ShopFlood {
  /** Base URL of the API. */
  api: string
  shopKey: string
  kind: 'list' | 'large list' | 'search' | 'cart' | 'checkout'
}

process.once('message', (message) => void flood(message as ShopFlood))

async function flood({ api, shopKey, kind }: ShopFlood): Promise<void> {
  const journey = await journeyOf(api, shopKey, kind)
  const pool = new Pool(api, { connections: CONNECTIONS, pipelining: 1, headersTimeout: 60_000 })
  const send = sendOver(pool)
  for (let n = 0; n < CONNECTIONS; n++)
    void (async () => {
      for (;;) await journey(send).catch(() => undefined)
    })()
  process.send?.('flooding')
}

async function journeyOf(api: string, shopKey: string, kind: ShopFlood['kind']): Promise<Journey> {
  const shop = { 'x-shop-key': shopKey }
  const isAnswered = (text: string) => text.includes('"data"')
  switch (kind) {
    case 'list':
      return async (send) => void (await send(graphqlRequest(shop, LIST, { after: null }, isAnswered)))
    case 'large list':
      return async (send) => void (await send(graphqlRequest(shop, ALL, { after: null }, isAnswered)))
    case 'search':
      return async (send) => {
        const search = Math.random().toString(36).slice(2, 5)
        await send(graphqlRequest(shop, SEARCH, { search }, isAnswered))
      }
    case 'cart':
      return fillAndReadCart(shopKey, await readAllProducts(api, shop))
    case 'checkout': {
      const deck = createCardDeck(randomFrom(9))
      return checkOut(shopKey, await readAllProducts(api, shop), () => deck.next())
    }
  }
}
