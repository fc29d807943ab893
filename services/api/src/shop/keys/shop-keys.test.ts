import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { graphql, startTestApi, type TestApi } from '../../../test/api.ts'
import { headersOf, merchant } from '../../../test/member.ts'
import { createShop, type TestShop } from '../../../test/shop.ts'
import { queryInShop } from '../../../test/sql.ts'

let api: TestApi
let shop: TestShop
let owner: Record<string, string>
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
  owner = await headersOf(api, shop, 'OWNER')
})
afterAll(() => api.stop())

interface Key {
  key: string
  name: string
  expiresAt: string | null
  lastUsedAt: string | null
}
interface Payload {
  keys?: Key[]
  origins?: string[]
  key?: string
  secret?: string
  userErrors: { code: string }[]
}
async function mutate(call: string, fields: string): Promise<Payload> {
  const document = `mutation { result: ${call} { ${fields} userErrors { code } } }`
  const { data, errors } = await merchant<{ result: Payload }>(api, document, {}, owner)
  expect(errors).toBeUndefined()
  return data.result
}
const KEYS = 'keys { key name expiresAt lastUsedAt }'
const codes = async (answer: Promise<Payload>) => (await answer).userErrors.map(({ code }) => code)
const codeWith = async (key: string, headers: Record<string, string> = {}, process = api) =>
  (await graphql(`${process.url}/graphql`, '{ shop { slug } }', {}, { 'x-shop-key': key, ...headers }))
    .errors?.[0]?.extensions.code ?? 'served'

describe('a key', () => {
  test('is created with a secret that is shown once and recognised from then on', async () => {
    const {
      key = '',
      secret = '',
      keys,
    } = await mutate('createShopKey(name: " Site ")', `key secret ${KEYS}`)
    expect(keys?.at(-1)).toEqual({ key, name: 'Site', expiresAt: null, lastUsedAt: null })
    await expect.poll(() => codeWith(key)).toBe('served')
    const found = await api.app.shops.find('key', key)
    expect(found && api.app.shops.isSecretOf(found, key, secret)).toBe(true)
    const rows = JSON.stringify(await queryInShop(api, shop, 'select * from shop_key'))
    expect(rows).not.toContain(secret)
    const listed = await merchant<{ shopKeys: Key[] }>(api, '{ shopKeys { key } }', {}, owner)
    expect(JSON.stringify(listed.data)).not.toContain('sk_')
  })

  test('is replaced by another one and stays valid meanwhile, then ends by itself', async () => {
    const { key: old = '' } = await mutate('createShopKey(name: "Shop")', 'key')
    const { key = '', keys } = await mutate(`rotateShopKey(key: "${old}", overlapHours: 24)`, `key ${KEYS}`)
    expect(keys?.at(-1)).toMatchObject({ key, name: 'Shop', expiresAt: null })
    const expiresAt = Date.parse(keys?.find((each) => each.key === old)?.expiresAt ?? '')
    expect(Math.abs(expiresAt - Date.now() - 24 * 3_600_000)).toBeLessThan(60_000)
    await expect.poll(() => codeWith(key)).toBe('served')
    expect(await codeWith(old)).toBe('served')
    // Time passes in the database only: the cached key knows when it ends.
    const soon = "update shop_key set expires_at = now() + interval '1500 ms' where key = $1"
    await api.owner.query(soon, [old])
    await expect.poll(() => codeWith(old), { timeout: 10_000 }).toBe('SHOP_NOT_FOUND')
    expect(await codeWith(key)).toBe('served')
    expect(await codes(mutate(`rotateShopKey(key: "${old}")`, 'key'))).toEqual(['NOT_FOUND'])
  })

  test('is refused once it was revoked, by every process that has served it', async () => {
    const replica = await startTestApi()
    try {
      const { key = '', secret = '' } = await mutate('createShopKey(name: "")', 'key secret')
      await expect.poll(() => codeWith(key)).toBe('served')
      await expect.poll(() => codeWith(key, {}, replica)).toBe('served')
      const { keys, userErrors } = await mutate(`revokeShopKey(key: "${key}")`, KEYS)
      expect(userErrors).toEqual([])
      expect(keys?.some((each) => each.key === key)).toBe(false)
      for (const each of [api, replica]) {
        await expect.poll(() => codeWith(key, {}, each)).toBe('SHOP_NOT_FOUND')
        const found = await each.app.shops.find('id', shop.id)
        expect(found && each.app.shops.isSecretOf(found, key, secret)).toBe(false)
        expect(await codeWith(shop.key, {}, each)).toBe('served')
      }
    } finally {
      await replica.stop()
    }
  })

  test('shows when it was last used, by one statement for all requests of a minute', async () => {
    const other = await createShop(api)
    await Promise.all([shop.key, shop.key, other.key, 'pk_nobody'].map((key) => codeWith(key)))
    await api.app.keyUses.record()
    const { data } = await merchant<{ shopKeys: Key[] }>(api, '{ shopKeys { key lastUsedAt } }', {}, owner)
    const used = data.shopKeys.find(({ key }) => key === shop.key)?.lastUsedAt
    expect(Math.abs(Date.parse(used ?? '') - Date.now())).toBeLessThan(60_000)
    const uses = await queryInShop<{ key: string }>(api, other, 'select key from shop_key_use')
    expect(uses).toEqual([{ key: other.key }])
  })

  test('cannot be added without end', async () => {
    const full = await createShop(api)
    const headers = await headersOf(api, full, 'OWNER')
    const create = 'mutation { createShopKey(name: "") { userErrors { code } } }'
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => merchant<{ createShopKey: Payload }>(api, create, {}, headers)),
    )
    const refused = answers.flatMap(({ data }) => data.createShopKey.userErrors.map(({ code }) => code))
    expect(refused).toEqual(['TOO_MANY_SHOP_KEYS', 'TOO_MANY_SHOP_KEYS', 'TOO_MANY_SHOP_KEYS'])
  })
})

describe('a website', () => {
  const add = (origin: string) => mutate(`addShopOrigin(origin: ${JSON.stringify(origin)})`, 'origins')

  test('may call the API from the moment it was added until it is removed', async () => {
    const origin = 'https://www.xn--bougie-eve-d7a.test'
    const call = () => codeWith(shop.key, { origin })
    expect(await call()).toBe('FORBIDDEN_ORIGIN')
    expect((await add('https://WWW.xn--bougie-eve-d7a.test/')).origins).toContain(origin)
    await expect.poll(call).toBe('served')
    expect(await codes(add(origin))).toEqual(['ORIGIN_ALREADY_ADDED'])
    expect((await mutate(`removeShopOrigin(origin: "${origin}")`, 'origins')).origins).toEqual([shop.origin])
    await expect.poll(call).toBe('FORBIDDEN_ORIGIN')
  })

  test.each([
    'http://shop.test',
    'https://shop.test/path',
    'https://shop.test?query',
    'https://user:password@shop.test',
    'https://*.shop.test',
    'null',
    'shop.test',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'http://localhost.elsewhere.test',
    `https://${'x'.repeat(250)}.test`,
  ])('%s is refused', async (origin) => {
    expect(await codes(add(origin))).toEqual(['ORIGIN_INVALID'])
  })

  test.each([
    'http://localhost:5173',
    'http://127.0.0.1:3000',
    'http://my-shop.localhost:4002',
    'https://localhost',
  ])('%s is accepted for development', async (origin) =>
    expect((await add(origin)).origins).toContain(origin),
  )

  test('that is added takes no links of mails over, unless the others are on a developer’s machine', async () => {
    const other = await createShop(api)
    const headers = await headersOf(api, other, 'OWNER')
    const change = async (mutation: string) => {
      const document = `mutation { result: ${mutation} { origins userErrors { code } } }`
      const { data } = await merchant<{ result: Payload }>(api, document, {}, headers)
      expect(data.result.userErrors).toEqual([])
      return data.result.origins
    }
    const pages = async () => {
      const document = '{ orderPage shopSettings { orderPageUrl cardPageUrl } }'
      const { data } = await merchant<{ orderPage: string; shopSettings: object }>(api, document, {}, headers)
      return { orderPage: data.orderPage, ...data.shopSettings }
    }
    const unset = { orderPage: 'https://shop.test/order', orderPageUrl: null, cardPageUrl: null }
    expect(await change('addShopOrigin(origin: "https://shop.test")')).toEqual([
      'https://shop.test',
      other.origin,
    ])
    expect(await pages()).toEqual(unset)
    expect((await change('addShopOrigin(origin: "http://localhost:5173")'))?.[0]).toBe('https://shop.test')
    expect(await pages()).toEqual(unset)
    await change('addShopOrigin(origin: "https://preview.shop.test")')
    expect(await pages()).toEqual({
      orderPage: 'https://shop.test/order',
      orderPageUrl: 'https://shop.test/order',
      cardPageUrl: 'https://shop.test/card',
    })
  })

  test('to which mails link stays', async () => {
    const other = await createShop(api)
    const headers = await headersOf(api, other, 'OWNER')
    await api.owner.query('update shop set order_page_url = $1 where id = $2', [
      `${other.origin}/o`,
      other.id,
    ])
    const { data } = await merchant<{ removeShopOrigin: Payload }>(
      api,
      `mutation { removeShopOrigin(origin: "${other.origin}") { userErrors { code } } }`,
      {},
      headers,
    )
    expect(data.removeShopOrigin.userErrors).toEqual([{ code: 'ORIGIN_IN_USE' }])
  })
})

test('every change is in the audit log, without a secret or a whole key', async () => {
  const rows = await queryInShop<{ action: string; subject: string }>(
    api,
    shop,
    "select action, subject from audit_entry where action <> 'signIn'",
  )
  expect(new Set(rows.map(({ action }) => action))).toEqual(
    new Set([
      'createShopKey',
      'rotateShopKey',
      'revokeShopKey',
      'addShopOrigin',
      'removeShopOrigin',
      // Keeps the links of mails where they were.
      'changeShopSettings',
    ]),
  )
  expect(rows.map(({ subject }) => subject).join()).not.toMatch(/sk_|pk_[0-9a-f]{9}/)
})
