import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { graphql, startTestApi, type TestApi } from '../../test/api.ts'
import { queryInShop } from '../../test/sql.ts'
import type { TestShop } from '../../test/shop.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
}, 60_000)
afterAll(() => api.stop())

const folder = mkdtempSync(join(tmpdir(), 'triclic-shop-'))
afterAll(() => rmSync(folder, { recursive: true }))
/** Set while a storefront serves new shops. */
let storefront: Record<string, string> = {}

/** Runs the command as an operator does. */
function shop(...args: string[]) {
  const script = fileURLToPath(new URL('../../dist/src/bin/shop.js', import.meta.url))
  const env = {
    PATH: process.env.PATH,
    DATABASE_OWNER_URL: process.env.TEST_DATABASE_OWNER_URL ?? '',
    ...storefront,
  }
  return new Promise<{ status: number; stdout: string; stderr: string; json: () => Record<string, string> }>(
    (resolve) => {
      execFile(process.execPath, [script, ...args], { env }, (error, stdout, stderr) => {
        const json = () => JSON.parse(stdout) as Record<string, string>
        resolve({ status: error ? Number(error.code) : 0, stdout, stderr, json })
      })
    },
  )
}

const newSlug = () => `opened-${randomBytes(5).toString('hex')}`
const create = (slug: string, ...more: string[]) =>
  shop('create', '--slug', slug, '--name', 'Chez Ève', '--owner', 'Eve@Shop.test', '--json', ...more)
const ask = (key: string, document = '{ shop { name currency locale country timeZone paymentModes } }') =>
  graphql(`${api.url}/graphql`, document, {}, { 'x-shop-key': key })
const auditOf = async (id: string) =>
  (
    await queryInShop<{ text: string }>(
      api,
      { id } as TestShop,
      "select concat_ws(' ', action, subject, member_name, address) as text from audit_entry order by id",
    )
  ).map(({ text }) => text)

describe('shop create', () => {
  test('opens a shop that the storefront API serves at once, with the presets of its country', async () => {
    const slug = newSlug()
    const { status, json, stderr } = await create(slug)
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const { id = '', key = '', secret } = json()
    expect(json()).toMatchObject({ slug, name: 'Chez Ève', owner: 'eve@shop.test', country: 'FR' })
    expect(secret).toMatch(/^sk_[0-9a-f]{48}$/)
    expect((await ask(key)).data?.shop).toEqual({
      name: 'Chez Ève',
      currency: 'EUR',
      locale: 'fr',
      country: 'FR',
      timeZone: 'Europe/Paris',
      paymentModes: ['CARD'],
    })
    expect(await auditOf(id)).toEqual([`createShop ${slug} Operator command line`])
    const [row] = await queryInShop<Record<string, unknown>>(
      api,
      { id } as TestShop,
      `select payment_modes, fragment_to, second_factor_required,
         (select count(*)::int from shop_key where shop_id = id) as keys,
         (select count(*)::int from shop_origin where shop_id = id) as origins from shop where id = $1`,
      id,
    )
    expect(row).toEqual({
      payment_modes: ['BANK', 'CARD'],
      fragment_to: 'eve@shop.test',
      second_factor_required: true,
      keys: 1,
      origins: 0,
    })
  })

  test.each([
    ['de', 'EUR', 'en', 'Europe/Berlin'],
    ['RE', 'EUR', 'fr', 'Indian/Reunion'],
    ['CH', 'CHF', 'fr', 'Europe/Zurich'],
  ])('in %s presets %s, %s and %s', async (country, currency, locale, timeZone) => {
    expect((await create(newSlug(), '--country', country)).json()).toMatchObject({
      currency,
      locale,
      timeZone,
    })
  })

  test('takes another language than that of the country', async () => {
    expect((await create(newSlug(), '--locale', 'en')).json()).toMatchObject({
      currency: 'EUR',
      locale: 'en',
    })
  })

  test('names everything that is wrong at once, and opens nothing', async () => {
    const { status, stderr, stdout } = await shop(
      ...['create', '--slug', 'sign-in', '--name', ' ', '--owner', 'nobody', '--country', 'XX', '--json'],
    )
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr.match(/[A-Z_]{6,}/g)).toEqual([
      'REQUIRED',
      'SHOP_SLUG_INVALID',
      'INVALID_EMAIL',
      'COUNTRY_NOT_SUPPORTED',
    ])
    expect((await shop('list')).stdout).not.toMatch(/^sign-in\t/m)
  })

  test('refuses the slug of another shop', async () => {
    const slug = newSlug()
    await create(slug)
    expect(await create(slug)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('SHOP_SLUG_TAKEN') as string,
    })
  })

  test.each([[[]], [['open']], [['suspend']], [['list', 'all']], [['create', '--slug', 'a']]])(
    'explains itself after %j',
    async (args: string[]) => {
      expect(await shop(...args)).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('Usage:') as string,
      })
    },
  )
})

describe('shop suspend, resume and close', () => {
  test('stop and restart the storefront of a running API, and are audited', async () => {
    const slug = newSlug()
    const { id = '', key = '' } = (await create(slug)).json()
    const code = async () => (await ask(key, '{ shop { slug } }')).errors?.[0]?.extensions.code ?? 'served'
    expect(await code()).toBe('served')
    expect(await shop('suspend', slug)).toMatchObject({
      stdout: `${slug}: ACTIVE → SUSPENDED\n`,
      stderr: '',
    })
    await expect.poll(code).toBe('SHOP_CLOSED')
    expect((await shop('resume', slug, '--json')).json()).toEqual({
      slug,
      status: 'ACTIVE',
      before: 'SUSPENDED',
    })
    await expect.poll(code).toBe('served')
    expect((await shop('close', slug)).status).toBe(0)
    await expect.poll(code).toBe('SHOP_CLOSED')
    expect(await shop('resume', slug)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('SHOP_CLOSED_FOR_GOOD') as string,
    })
    expect((await auditOf(id)).slice(1)).toEqual([
      `changeShopStatus ${slug}: ACTIVE → SUSPENDED Operator command line`,
      `changeShopStatus ${slug}: SUSPENDED → ACTIVE Operator command line`,
      `changeShopStatus ${slug}: ACTIVE → CLOSED Operator command line`,
    ])
    const listed = JSON.parse((await shop('list', '--json')).stdout) as { slug: string }[]
    expect(listed.find((each) => each.slug === slug)).toMatchObject({ status: 'CLOSED', owners: [] })
  })

  test('say when there is no such shop', async () => {
    expect(await shop('suspend', 'no-such-shop')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('NOT_FOUND') as string,
    })
  })
})

describe('with a storefront that serves new shops', () => {
  const file = join(folder, 'shops.json')
  const served = () => JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>[]
  beforeAll(() => {
    storefront = { STOREFRONT_URL: 'http://localhost:4002', STOREFRONT_SHOPS_FILE: file }
  })
  afterAll(() => {
    storefront = {}
  })

  test('a new shop is given to it, and connecting again gives it another key', async () => {
    const slug = newSlug()
    const { key = '', secret = '', origin = '' } = (await create(slug)).json()
    expect(origin).toBe(`http://${slug}.localhost:4002`)
    expect(served()).toEqual([{ slug, key, secret, host: `${slug}.localhost:4002` }])
    const call = { 'x-shop-key': key, origin }
    expect((await graphql(`${api.url}/graphql`, '{ shop { slug } }', {}, call)).data).toEqual({
      shop: { slug },
    })
    expect((await shop('connect', slug)).stdout).toBe(`Storefront: ${origin}\n`)
    expect(served()).toHaveLength(1)
    expect(served()[0]?.key).not.toBe(key)
  })

  test('the keys of a new shop are printed although it cannot be given to it', async () => {
    const slug = newSlug()
    storefront['STOREFRONT_SHOPS_FILE'] = join(folder, 'no-such-folder', 'shops.json')
    const { status, stderr, json } = await create(slug)
    storefront['STOREFRONT_SHOPS_FILE'] = file
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining(`shop connect ${slug}`) })
    const { key = '', secret } = json()
    expect(secret).toMatch(/^sk_[0-9a-f]{48}$/)
    expect((await ask(key, '{ shop { slug } }')).data).toEqual({ shop: { slug } })
    expect((await shop('connect', slug)).status).toBe(0)
  })

  test('a shop that does not exist is not connected', async () => {
    expect(await shop('connect', 'no-such-shop')).toMatchObject({ status: 1 })
  })
})

test('the owner is invited by mail, as the only person of the shop', async () => {
  const { id = '' } = (await create(newSlug())).json()
  const [invitation] = await queryInShop(
    api,
    { id } as TestShop,
    'select email, role, invited_by_name from invitation',
  )
  expect(invitation).toEqual({ email: 'eve@shop.test', role: 'OWNER', invited_by_name: null })
  const { rows } = await api.owner.query('select kind, recipient from account_mail where shop_id = $1', [id])
  expect(rows).toEqual([{ kind: 'INVITATION', recipient: 'eve@shop.test' }])
})
