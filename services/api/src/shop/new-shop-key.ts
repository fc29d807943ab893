import { randomBytes } from 'node:crypto'

/** A publishable key and its secret. The database stores the SHA-256 of the secret only: it cannot be shown again. */
export interface ShopKeyPair {
  key: string
  secret: string
}

export const newShopKey = (): ShopKeyPair => ({
  key: `pk_${randomBytes(16).toString('hex')}`,
  secret: `sk_${randomBytes(24).toString('hex')}`,
})
