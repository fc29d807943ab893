import process from 'node:process'
import { createClient } from '@triclic/storefront-client'

const { API_URL = '', SHOP_KEY = '', SHOP_SECRET = '' } = process.env
const COOKIE = 'visitor'
const YEAR_SECONDS = 365 * 86_400

/** The client for one request of a buyer, whose cookie keeps the visitor id. */
export const shopClient = ({ cookies, getClientAddress }) =>
  createClient({
    url: API_URL,
    shopKey: SHOP_KEY,
    language: 'en',
    server: { secret: SHOP_SECRET, buyerAddress: getClientAddress() },
    visitor: {
      get: () => cookies.get(COOKIE) ?? null,
      set: (id) => cookies.set(COOKIE, id, { path: '/', maxAge: YEAR_SECONDS }),
    },
  })
