import { execFile } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { promisify } from 'node:util'
import { expect } from 'vitest'
import { programPath } from '../../infra/local/product/programs.ts'
import type { Environment } from './environment.ts'

export interface OpenedShop {
  slug: string
  origin: string
  owner: string
}

/** Opens a shop as an operator does with `npm run shop -- create`. */
export async function openShop(environment: Environment, slug: string, locale: string): Promise<OpenedShop> {
  const options = { slug, name: 'Les Bougies d’Ève', owner: `${slug}@shop.test`, locale }
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [programPath('shop'), 'create', ...args, '--json'],
    { env: environment.shopEnv },
  )
  return JSON.parse(stdout) as OpenedShop
}

/** The contract of the shop with its bank, which the bank gave the merchant. */
export async function signContract({ run }: Environment, shop: string) {
  const credentials = {
    siteId: String(randomInt(10_000_000, 99_999_999)),
    testKey: 'testkeytestkey12',
    productionKey: 'livekeylivekey12',
    mode: 'TEST',
  }
  const response = await fetch(`${run.bank}/api/accounts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      shop,
      protocol: 'lyra',
      credentials,
      notifyUrl: `${run.api}/bank/lyra/notify/${shop}`,
    }),
  })
  expect(response.ok).toBe(true)
  return credentials
}
