/**
 * Floods a server on 24 connections until it is stopped or its parent ends: each connection sends the next request as soon as it
 * has the response to the last one. Runs in a process of its own, so that it does not slow down whoever measures the effect.
 */
import { connect } from 'node:net'
import { Pool } from 'undici'
import { createCardDeck } from '../traffic/cards.ts'
import { randomFrom } from '../traffic/random.ts'
import { ALL, SEARCH } from './catalog-queries.ts'
import { checkOut, fillAndReadCart, graphqlRequest } from './journeys.ts'
import { sendOver, type Journey } from './measure-rate.ts'
import { firstPage, readAllProducts } from './read-catalog.ts'

const CONNECTIONS = 24

export interface Flood {
  /** Base URL of the flooded server. */
  url: string
  /** The loopback address that the flood comes from. */
  localAddress: string
  request:
    | { path: string; headers: Record<string, string>; bodies: string[] }
    /** The beginning of an HTTP request that is never finished. */
    | { half: string }
    /** What the buyers of a shop do. */
    | { shopKey: string; kind: BuyerFlood }
}

export type BuyerFlood = 'list' | 'large list' | 'search' | 'cart' | 'checkout'

process.once('disconnect', () => process.exit())
process.once('message', (message) => void start(message as Flood))

async function start(flood: Flood): Promise<void> {
  const lane = await laneOf(flood)
  for (let n = 0; n < CONNECTIONS; n++) void lane(n)
  process.send?.('flooding')
}

async function laneOf(flood: Flood): Promise<(number: number) => Promise<void>> {
  const { url, localAddress, request } = flood
  if ('half' in request) return () => holdConnections(url, localAddress, request.half)
  const pool = new Pool(url, {
    connections: CONNECTIONS,
    pipelining: 1,
    localAddress,
    headersTimeout: 60_000,
  })
  if ('kind' in request) {
    const journey = await journeyOf(url, request.shopKey, request.kind)
    const send = sendOver(pool)
    return () => forever(() => journey(send))
  }
  const { path, headers, bodies } = request
  return (number) => {
    let n = number
    return forever(async () => {
      const body = bodies[n++ % bodies.length] ?? ''
      await (await pool.request({ path, method: 'POST', headers, body })).body.dump()
    })
  }
}

/** Repeats what the flooded server may refuse. */
async function forever(work: () => Promise<void>): Promise<never> {
  for (;;) await work().catch(() => undefined)
}

async function journeyOf(api: string, shopKey: string, kind: BuyerFlood): Promise<Journey> {
  const shop = { 'x-shop-key': shopKey }
  const isAnswered = (text: string) => text.includes('"data"')
  switch (kind) {
    case 'list':
      return async (send) => void (await send(firstPage(shopKey)))
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

/** Opens a connection every 5 ms, or at once when the last one was closed, and never closes one. */
async function holdConnections(url: string, localAddress: string, half: string): Promise<void> {
  const { hostname, port } = new URL(url)
  for (;;) {
    const socket = connect({ host: hostname, port: Number(port), localAddress }).on('error', () => undefined)
    socket.write(half)
    const closed = new Promise((resolve) => socket.once('close', resolve))
    const opened = new Promise((resolve) => setTimeout(resolve, 5))
    await Promise.race([closed, opened])
  }
}
