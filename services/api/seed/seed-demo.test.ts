import 'reflect-metadata'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  decryptCredentials,
  encryptCredentials,
} from '../src/payment/gateway/accounts/gateway-credentials.ts'
import { useIsolatedStores } from '../test/isolated-stores.ts'
import { inShop } from './in-shop.ts'
import { seedDemo } from './seed-demo.ts'
import type { Keys } from '../src/platform/crypto/keys.ts'
import { seedShop } from './seed-shop.ts'

const folder = mkdtempSync(join(tmpdir(), 'triclic-demo-'))
let stores: Awaited<ReturnType<typeof useIsolatedStores>>
let client: Client
beforeAll(async () => {
  stores = await useIsolatedStores()
  client = new Client({ connectionString: process.env.TEST_DATABASE_OWNER_URL })
  await client.connect()
}, 60_000)
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await client?.end()
  await stores?.drop()
}, 60_000)

const env = {
  apiUrl: 'http://127.0.0.1:4000',
  storefrontPort: '4002',
  bankUrl: 'http://127.0.0.1:4003',
  bankKeys: [randomBytes(32)] as const,
  payboxPublicKey: 'PEM',
  demoFile: join(folder, 'demo.json'),
  mediaFolder: join(folder, 'media'),
}

test('the demo shops stay the same when they are seeded again, except for the storefront’s port', async () => {
  const first = await seedDemo(client, env)
  expect(first.shops.map(({ slug, locale }) => [slug, locale])).toEqual([
    ['atelier-lumen', 'fr'],
    ['northfold', 'en'],
    ['maison-basile', 'fr'],
  ])
  expect(first.members.map(({ shops }) => shops)).toContainEqual(['northfold', 'maison-basile'])
  expect(first.shops.map(({ banks }) => banks.map(({ protocol }) => protocol))).toEqual([
    ['lyra', 'paybox'],
    ['lyra', 'monetico'],
    ['lyra', 'sips'],
  ])
  expect(await seedDemo(client, env)).toEqual(first)
  expect(statSync(env.demoFile).mode & 0o777).toBe(0o600)

  const moved = await seedDemo(client, { ...env, storefrontPort: '4102' })
  expect(moved.shops.map(({ origin }) => origin)).toContain('http://northfold.localhost:4102')
  const { rows } = await client.query('select origin from shop_origin order by origin')
  expect(rows.map(({ origin }: { origin: string }) => origin.split(':').at(-1))).toEqual([
    '4102',
    '4102',
    '4102',
  ])
}, 60_000)

test('the documentation is a website of the first demo shop only, and goes when it is no longer served', async () => {
  const originsOf = async (docsOrigin?: string) => {
    const { shops } = await seedDemo(client, { ...env, docsOrigin })
    const { rows } = await client.query<{ slug: string; origins: string[] }>(
      `select s.slug, array_agg(o.origin order by o.origin) as origins
       from shop s join shop_origin o on o.shop_id = s.id group by s.slug`,
    )
    return shops.map(({ slug }) => rows.find((row) => row.slug === slug)?.origins)
  }
  const without = await originsOf()
  expect(without).toEqual([
    ['http://atelier-lumen.localhost:4002'],
    ['http://northfold.localhost:4002'],
    ['http://maison-basile.localhost:4002'],
  ])
  expect(await originsOf('http://docs.localhost:4013')).toEqual([
    ['http://atelier-lumen.localhost:4002', 'http://docs.localhost:4013'],
    ...without.slice(1),
  ])
  expect(await originsOf()).toEqual(without)
}, 60_000)

test('each demo product has a stored picture, and keeps none that a member removed', async () => {
  const { shops } = await seedDemo(client, env)
  for (const { slug } of shops) {
    const { rows } = await client.query<{ id: string }>('select id from shop where slug = $1', [slug])
    const shopId = rows[0]?.id ?? ''
    const pictures = () =>
      inShop(client, shopId, () =>
        client.query<{ media_id: string; widths: number[]; alt_text: string; name: string }>(
          `select i.media_id, m.widths, i.alt_text, p.name from product p
             left join product_image i on i.shop_id = p.shop_id and i.product_id = p.id
             left join media m on m.shop_id = i.shop_id and m.id = i.media_id
           where p.shop_id = $1 order by p.id`,
          [shopId],
        ),
      )
    const first = await pictures()
    for (const { media_id, widths, alt_text, name } of first.rows) {
      expect(alt_text).toBe(name)
      for (const file of widths.flatMap((width) => [`${width}.webp`, `${width}.avif`]))
        expect(statSync(join(env.mediaFolder, shopId, media_id, file)).size).toBeGreaterThan(500)
    }
    await inShop(client, shopId, () =>
      client.query('delete from product_image where shop_id = $1 and media_id = $2', [
        shopId,
        first.rows[0]?.media_id,
      ]),
    )
    await seedDemo(client, env)
    const again = await pictures()
    expect(again.rows[0]?.media_id).toBeNull()
    expect(again.rows.slice(1)).toEqual(first.rows.slice(1))
  }
}, 60_000)

/** The payment URL and the decrypted credentials of a shop's gateway accounts, by protocol. */
async function accountsOf(slug: string, bankKeys: Keys) {
  const { rows: shops } = await client.query<{ id: string }>('select id from shop where slug = $1', [slug])
  const shopId = shops[0]?.id ?? ''
  const { rows } = await inShop(client, shopId, () =>
    client.query<{ protocol: string; payment_url: string; sealed_credentials: Buffer }>(
      'select protocol, payment_url, sealed_credentials from gateway_account where shop_id = $1',
      [shopId],
    ),
  )
  const banks = rows.map(({ protocol, payment_url, sealed_credentials }) => [
    protocol,
    { at: payment_url, ...decryptCredentials(bankKeys, shopId, protocol, sealed_credentials) },
  ])
  return { shopId, banks: Object.fromEntries(banks) as Record<string, Record<string, string>> }
}

test('gateway accounts follow the sandbox’s URL unless a merchant changed them, and are replaced if they cannot be decrypted', async () => {
  await seedDemo(client, env)
  const { shopId, banks } = await accountsOf('northfold', env.bankKeys)
  const { at = '', ...lyra } = banks['lyra'] ?? {}
  const changed = { ...lyra, testKey: 'entered-by-the-merchant' }
  await inShop(client, shopId, () =>
    client.query("update gateway_account set sealed_credentials = $1 where protocol = 'lyra'", [
      encryptCredentials(env.bankKeys, shopId, 'lyra', changed),
    ]),
  )
  await seedDemo(client, { ...env, bankUrl: 'http://127.0.0.1:4103' })
  const moved = await accountsOf('northfold', env.bankKeys)
  expect(moved.banks['lyra']).toEqual({ ...changed, at })
  expect(moved.banks['monetico']).toEqual({
    ...banks['monetico'],
    at: 'http://127.0.0.1:4103/monetico/test/paiement.cgi',
  })

  const bankKeys = [randomBytes(32)] as const
  await seedDemo(client, { ...env, bankKeys })
  expect((await accountsOf('northfold', bankKeys)).banks).toEqual(banks)
}, 60_000)

test('a load test shop has the requested number of products', async () => {
  const { slug, key } = await seedShop(client, 'measured', 30)
  expect(slug).toBe('measured')
  const { rows } = await client.query<{ shop_id: string }>('select shop_id from shop_key where key = $1', [
    key,
  ])
  const shopId = rows[0]?.shop_id ?? ''
  const counts = await inShop(client, shopId, () =>
    client.query(`select (select count(*) from product)::int as products, (select min(available) from stock) as stock,
      (select count(*) from shipping_method)::int as methods`),
  )
  expect(counts.rows).toEqual([{ products: 30, stock: 1_000_000, methods: 1 }])
  await expect(seedShop(client, 'measured', 1)).rejects.toThrow(/shop_slug_key/)
})
