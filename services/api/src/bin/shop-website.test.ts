import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { graphql, startTestApi, type TestApi } from '../../test/api.ts'
import { createShop, type TestShop } from '../../test/shop.ts'
import { executeInShop, queryInShop } from '../../test/sql.ts'

let api: TestApi
let shop: TestShop
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
}, 60_000)
afterAll(() => api.stop())

/** Runs the command as an operator does. */
function website(...args: string[]) {
  const script = fileURLToPath(new URL('../../dist/src/bin/shop.js', import.meta.url))
  const env = { PATH: process.env.PATH, DATABASE_OWNER_URL: process.env.TEST_DATABASE_OWNER_URL ?? '' }
  return new Promise<{ status: number; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [script, 'website', ...args], { env }, (error, stdout, stderr) =>
      resolve({ status: error ? Number(error.code) : 0, stdout, stderr }),
    )
  })
}

const audited = async () =>
  (
    await queryInShop<{ text: string }>(
      api,
      shop,
      "select concat_ws(' ', action, subject, member_name) as text from audit_entry order by id",
    )
  ).map(({ text }) => text)

describe('shop website', () => {
  const origin = 'http://my-shop.localhost:5173'
  const allowed = async () => {
    const headers = { 'x-shop-key': shop.key, origin }
    const { errors } = await graphql(`${api.url}/graphql`, '{ shop { slug } }', {}, headers)
    return errors?.[0]?.extensions.code ?? 'served'
  }

  test('lets another website sell for the shop, once, and is audited', async () => {
    expect(await allowed()).not.toBe('served')
    const added = { status: 0, stdout: `Website of ${shop.slug}: ${origin}\n`, stderr: '' }
    expect(await website(shop.slug, `${origin}/`)).toEqual(added)
    await expect.poll(allowed).toBe('served')
    expect(await website(shop.slug, origin)).toEqual(added)
    expect(await audited()).toEqual([`addShopOrigin ${origin} Operator`])
  })

  test.each([
    ['that is not safe', () => [shop.slug, 'http://shop.example'], 'ORIGIN_INVALID'],
    ['of a shop that does not exist', () => ['no-such-shop', origin], 'NOT_FOUND'],
  ])('refuses a website %s', async (_which, args, code) => {
    expect(await website(...args())).toMatchObject({
      status: 1,
      stderr: expect.stringContaining(code) as string,
    })
  })

  test('refuses more websites than a shop may have', async () => {
    for (let port = 6000; port < 6019; port++)
      await executeInShop(
        api,
        shop,
        'insert into shop_origin (shop_id, origin) values ($1, $2) on conflict do nothing',
        shop.id,
        `http://localhost:${port}`,
      )
    const { status, stderr } = await website(shop.slug, 'http://localhost:7000')
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('TOO_MANY_ORIGINS') })
  })

  test('explains itself without a website', async () => {
    expect(await website(shop.slug)).toMatchObject({ status: 2 })
  })
})
