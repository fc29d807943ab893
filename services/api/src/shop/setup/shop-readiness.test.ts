import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../../test/api.ts'
import { headersOf, merchant } from '../../../test/member.ts'
import { createShop, type TestShop } from '../../../test/shop.ts'
import { executeInShop, queryInShop } from '../../../test/sql.ts'

let api: TestApi
let shop: TestShop
let owner: Record<string, string>
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api, { variants: [], paymentModes: ['BANK'] })
  owner = await headersOf(api, shop, 'OWNER')
  await api.owner.query('delete from shop_origin where shop_id = $1', [shop.id])
  await executeInShop(api, shop, 'delete from shipping_method where shop_id = $1', shop.id)
})
afterAll(() => api.stop())

interface Readiness {
  canSell: boolean
  takesBank: boolean
  takesCards: boolean
  steps: { code: string; isDone: boolean; isRequired: boolean; isSkipped: boolean }[]
}
const FIELDS = 'canSell takesBank takesCards steps { code isDone isRequired isSkipped }'
const read = async () =>
  (await merchant<{ shopReadiness: Readiness }>(api, `{ shopReadiness { ${FIELDS} } }`, {}, owner)).data
    .shopReadiness
const auditOf = async (of: TestShop) =>
  (
    await queryInShop<{ text: string }>(
      api,
      of,
      "select action || ' ' || subject as text from audit_entry where action <> 'signIn' order by id",
    )
  ).map(({ text }) => text)
const open = async () => (await read()).steps.filter(({ isDone }) => !isDone).map(({ code }) => code)

test('an empty shop lacks everything, and each step is done by the data itself', async () => {
  expect(await read()).toEqual({
    canSell: false,
    takesBank: false,
    takesCards: false,
    steps: ['BUSINESS_IDENTITY', 'PRODUCT', 'DELIVERY', 'PAYMENT', 'STOREFRONT', 'LEGAL_PAGES'].map(
      (code) => ({
        code,
        isDone: false,
        isRequired: code !== 'BUSINESS_IDENTITY' && code !== 'LEGAL_PAGES',
        isSkipped: false,
      }),
    ),
  })
  await api.owner.query(`update shop set business = '{}' where id = $1`, [shop.id])
  expect(await open()).not.toContain('BUSINESS_IDENTITY')

  const product = 'insert into product (id, shop_id, slug, name, description, status, publish_at)'
  await executeInShop(api, shop, `${product} values ($1, $1, 'p', 'P', '', 'DRAFT', null)`, shop.id)
  await executeInShop(
    api,
    shop,
    `insert into variant (id, shop_id, product_id, sku, name, price, position) values ($1, $1, $1, 'S', 'V', 1, 0)`,
    shop.id,
  )
  expect(await open()).toContain('PRODUCT')
  const publish = (at: string) =>
    executeInShop(
      api,
      shop,
      `update product set status = 'PUBLISHED', publish_at = ${at} where shop_id = $1`,
      shop.id,
    )
  await publish("now() + interval '1 day'")
  expect(await open()).toContain('PRODUCT')
  await publish('null')
  expect(await open()).not.toContain('PRODUCT')

  await executeInShop(
    api,
    shop,
    `with zone as (insert into shipping_zone (shop_id, id, name, countries) values ($1, $1, 'France', '{FR}') returning id)
     insert into shipping_method (id, shop_id, zone_id, name, price, position) select $1, $1, id, 'M', 0, 0 from zone`,
    shop.id,
  )
  expect(await open()).toEqual(['PAYMENT', 'STOREFRONT', 'LEGAL_PAGES'])
  await executeInShop(
    api,
    shop,
    `insert into gateway_account (id, shop_id, protocol, name, environment, payment_url, identity, sealed_credentials, enabled)
     values ($1, $1, 'lyra', 'B', 'TEST', 'https://bank.test/', '1', '', false)`,
    shop.id,
  )
  expect(await open()).toContain('PAYMENT')
  await executeInShop(api, shop, 'update gateway_account set enabled = true where shop_id = $1', shop.id)
  expect((await read()).canSell).toBe(false)
  await api.owner.query('insert into shop_origin (shop_id, origin) values ($1, $2)', [shop.id, shop.origin])
  expect(await read()).toMatchObject({ canSell: true, takesBank: true, takesCards: false })
  expect(await open()).toEqual(['LEGAL_PAGES'])

  const pages = ['LEGAL_NOTICE', 'TERMS', 'PRIVACY', 'WITHDRAWAL'].map((kind) => ({ kind, language: 'fr' }))
  const publishPages = (published: object[]) =>
    api.owner.query('update shop set published_pages = $1 where id = $2', [
      JSON.stringify(published),
      shop.id,
    ])
  await publishPages([...pages.slice(1), { kind: 'TERMS', language: 'en' }])
  expect(await open()).toEqual(['LEGAL_PAGES'])
  await publishPages(pages)
  expect(await open()).toEqual([])
})

test('card mail is a step only while the shop takes cards', async () => {
  const cards = await createShop(api, { paymentModes: ['CARD'] })
  const headers = await headersOf(api, cards, 'VIEWER')
  const { data } = await merchant<{ shopReadiness: Readiness }>(
    api,
    `{ shopReadiness { ${FIELDS} } }`,
    {},
    headers,
  )
  expect(data.shopReadiness.canSell).toBe(true)
  expect(data.shopReadiness.steps.find(({ code }) => code === 'CARD_MAIL')).toMatchObject({ isDone: false })
})

test('card numbers by email are chosen and given up in the setup, after payment at a bank', async () => {
  const undecided = await createShop(api, { paymentModes: ['BANK'] })
  const headers = await headersOf(api, undecided, 'OWNER')
  const choose = async (accepted: boolean) => {
    const { data } = await merchant<{ setCardsAccepted: { readiness: Readiness } }>(
      api,
      `mutation ($accepted: Boolean!) { setCardsAccepted(accepted: $accepted) { readiness { ${FIELDS} } } }`,
      { accepted },
      headers,
    )
    const { canSell, takesCards, steps } = data.setCardsAccepted.readiness
    return { canSell, takesCards, asksForKey: steps.some(({ code }) => code === 'CARD_MAIL') }
  }
  const modes = async () => (await api.app.shops.find('slug', undecided.slug))?.paymentModes
  const on = { canSell: true, takesCards: true, asksForKey: true }
  const off = { canSell: false, takesCards: false, asksForKey: false }
  expect(await choose(true)).toEqual(on)
  expect(await choose(true)).toEqual(on)
  await expect.poll(modes).toEqual(['BANK', 'CARD'])
  expect(await choose(false)).toEqual(off)
  await expect.poll(modes).toEqual(['BANK'])
  expect(await auditOf(undecided)).toEqual([
    'changeShopSettings cardsAccepted: false → true',
    'changeShopSettings cardsAccepted: true → false',
  ])
})

test('a step that is skipped stays open and can be taken up again, both audited', async () => {
  const other = await createShop(api, { variants: [] })
  const headers = await headersOf(api, other, 'OWNER')
  const skip = async (skipped: boolean) => {
    const { data } = await merchant<{ skipSetupStep: { readiness: Readiness } }>(
      api,
      `mutation ($skipped: Boolean!) { skipSetupStep(step: PRODUCT, skipped: $skipped) { readiness { ${FIELDS} } } }`,
      { skipped },
      headers,
    )
    const { readiness } = data.skipSetupStep
    return { canSell: readiness.canSell, step: readiness.steps.find(({ code }) => code === 'PRODUCT') }
  }
  const skippedStep = { code: 'PRODUCT', isDone: false, isRequired: true, isSkipped: true }
  expect(await skip(true)).toEqual({ canSell: false, step: skippedStep })
  expect(await skip(true)).toEqual({ canSell: false, step: skippedStep })
  expect(await skip(false)).toMatchObject({ step: { isSkipped: false } })
  expect(await auditOf(other)).toEqual(['skipSetupStep PRODUCT', 'resumeSetupStep PRODUCT'])
})
