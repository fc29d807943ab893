import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { programPath } from '../../infra/local/product/programs.ts'
import { merchant } from '../graphql/documents.ts'
import { findMember, findShop } from '../traffic/find-shop.ts'
import { signIn } from '../traffic/merchant.ts'
import { openContext, waitForHydration } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { attributeOf, readAsCrawler, structuredDataOf } from './read-as-crawler.ts'

const SLUG = 'maison-basile'
const CREATE_PRODUCT = merchant(
  'mutation ($input: ProductInput!) { createProduct(input: $input) { product { id } userErrors { code field } } }',
)
const CHANGE_PRODUCT = merchant(
  'mutation ($input: ChangeProductInput!) { changeProduct(input: $input) { product { id } userErrors { code field } } }',
)

let environment: Environment
let origin: string

beforeAll(async () => {
  environment = await startEnvironment(['api', 'worker', 'storefront'])
  origin = findShop(environment.run, SLUG).origin
  const member = await signIn(environment.run.api, SLUG, findMember(environment.run, SLUG))
  const product = (name: string, slug: string, status: 'PUBLISHED' | 'DRAFT') => ({
    name,
    slug,
    status,
    seoDescription: 'Un bois massif du Jura.',
    variants: [{ sku: slug, price: 2400, onHand: 3 }],
  })
  const create = async (...input: Parameters<typeof product>) => {
    const { createProduct } = await member.request(CREATE_PRODUCT, { input: product(...input) })
    if (!createProduct.product) throw new Error(JSON.stringify(createProduct.userErrors))
    return createProduct.product.id
  }
  const id = await create('Planche', 'ancienne-planche', 'PUBLISHED')
  await create('Brouillon', 'brouillon', 'DRAFT')
  const { changeProduct } = await member.request(CHANGE_PRODUCT, {
    input: { id, product: product('Planche', 'planche', 'PUBLISHED') },
  })
  expect(changeProduct.userErrors).toEqual([])
}, 120_000)
afterAll(() => environment?.stop())

const read = (path: string, headers?: Record<string, string>) =>
  readAsCrawler(environment.run.storefront, origin + path, headers)
const canonicalOf = (html: string) => attributeOf(html, 'href', 'rel="canonical"')
const robotsOf = (html: string) => attributeOf(html, 'content', 'name="robots"')
const alternateOf = (html: string, language: string) => attributeOf(html, 'href', `hreflang="${language}"`)

test('a product has one address in each language, and what is read there is in that language', async () => {
  const french = await read('/products/planche')
  expect(french.status).toBe(200)
  expect(attributeOf(french.text, 'lang', '<html')).toBe('fr')
  expect(canonicalOf(french.text)).toBe(`${origin}/products/planche`)
  expect(attributeOf(french.text, 'content', 'name="description"')).toBe('Un bois massif du Jura.')
  const english = await read('/en/products/planche')
  expect(attributeOf(english.text, 'lang', '<html')).toBe('en')
  expect(canonicalOf(english.text)).toBe(`${origin}/en/products/planche`)
  for (const { text } of [french, english]) {
    // What the merchant wrote is in the language of the shop.
    expect(text).toMatch(/<h1[^>]* lang="fr"/)
    expect(robotsOf(text)).toBeNull()
    expect(alternateOf(text, 'fr')).toBe(`${origin}/products/planche`)
    expect(alternateOf(text, 'en')).toBe(`${origin}/en/products/planche`)
    expect(alternateOf(text, 'x-default')).toBe(`${origin}/products/planche`)
  }
  const [product, breadcrumbs] = structuredDataOf(french.text)
  expect(product).toMatchObject({ name: 'Planche', offers: { price: '24.00', priceCurrency: 'EUR' } })
  expect(breadcrumbs).toMatchObject({ '@type': 'BreadcrumbList' })
})

test('what is read in the language of a browser names the address of that language', async () => {
  const { status, text } = await read('/products/planche', { 'accept-language': 'en-GB' })
  expect(status).toBe(200)
  expect(canonicalOf(text)).toBe(`${origin}/en/products/planche`)
})

test('addresses that are not the page’s own lead to it or name it', async () => {
  const prefixed = await read('/fr/products/planche?utm_source=lettre')
  expect([prefixed.status, prefixed.headers.location]).toEqual([301, '/products/planche?utm_source=lettre'])
  const old = await read('/products/ancienne-planche')
  expect([old.status, old.headers.location]).toEqual([301, '/products/planche'])
  const oldInEnglish = await read('/en/products/ancienne-planche')
  expect([oldInEnglish.status, oldInEnglish.headers.location]).toEqual([301, '/en/products/planche'])
  const campaign = await read('/catalog?utm_source=lettre')
  expect(canonicalOf(campaign.text)).toBe(`${origin}/catalog`)
})

test('the following pages of a list name themselves', async () => {
  const { text } = await read('/catalog')
  const next = /<a[^>]*rel="next"[^>]*href="([^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&')
  if (next) expect(canonicalOf((await read(next)).text)).toBe(origin + next)
  const [list] = structuredDataOf(text)
  expect(list).toMatchObject({ '@type': 'CollectionPage', mainEntity: { '@type': 'ItemList' } })
})

test.each(['/cart', '/orders', '/catalog?search=planche', '/catalog?sort=PRICE_ASC'])(
  '%s is not indexed',
  async (path) => {
    const { status, text } = await read(path)
    expect(status).toBe(200)
    expect(robotsOf(text)).toBe('noindex')
    expect(canonicalOf(text)).toBeNull()
  },
)

test.each([
  '/products/none',
  '/products/brouillon',
  '/catalog?collection=none',
  '/pages/none',
  '/none',
  '/en/cart',
])('%s is not found, and not indexed', async (path) => {
  const { status, text, headers } = await read(path)
  expect(status).toBe(404)
  expect(robotsOf(text)).toBe('noindex')
  expect(headers['x-robots-tag']).toBe('noindex')
})

test('the sitemap lists what is published, each at its own address, and no visitor begins there', async () => {
  const robots = await read('/robots.txt')
  expect(robots.text).toContain(`Sitemap: ${origin}/sitemap.xml`)
  const index = await read('/sitemap.xml')
  expect(index.headers['set-cookie']).toBeUndefined()
  const locations = (xml: string) =>
    [...xml.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => address ?? '')
  expect(locations(index.text)).toEqual([`${origin}/sitemaps/pages.xml`, `${origin}/sitemaps/products-1.xml`])
  const parts = await Promise.all(
    locations(index.text).map((address) => readAsCrawler(environment.run.storefront, address)),
  )
  for (const { headers } of parts) {
    expect(headers['content-type']).toBe('application/xml')
    expect(headers['cache-control']).toBe('public, max-age=3600')
    expect(headers['content-encoding']).toBe('gzip')
  }
  const addresses = parts.flatMap(({ text }) => locations(text))
  expect(addresses).toContain(`${origin}/products/planche`)
  expect(addresses).toContain(`${origin}/en/products/planche`)
  expect(addresses.filter((address) => /brouillon|ancienne|cart/.test(address))).toEqual([])
  const wrong: string[] = []
  for (const address of addresses) {
    const { status, text } = await readAsCrawler(environment.run.storefront, address.replaceAll('&amp;', '&'))
    if (status !== 200 || canonicalOf(text) !== address || robotsOf(text)) wrong.push(`${status} ${address}`)
  }
  expect(wrong).toEqual([])
  expect((await read('/sitemaps/products-2.xml')).status).toBe(404)
})

test('who comes to a page in a language stays in it, until another one is chosen', async () => {
  const page = await (await openContext(environment.browser, { locale: 'fr-FR', width: 'wide' })).newPage()
  const language = () => page.locator('html').getAttribute('lang')
  await page.goto(`${origin}/en/products/planche`)
  await waitForHydration(page)
  await page.getByTestId('add-to-cart').click()
  await page.getByTestId('added').waitFor()
  expect(page.url()).toBe(`${origin}/en/products/planche`)
  await page.getByTestId('shop-name').click()
  await page.waitForURL(`${origin}/`)
  await page.reload()
  expect(await language()).toBe('en')
  await page.goto(`${origin}/en/products/planche`)
  await page.locator('button[name="language"][value="fr"]').click()
  await page.waitForURL(`${origin}/products/planche`)
  expect(await language()).toBe('fr')
  await page.context().close()
})

test('a suspended shop has no sitemap and no page', async () => {
  const { origin: suspended } = findShop(environment.run, 'northfold')
  await promisify(execFile)(process.execPath, [programPath('shop'), 'suspend', 'northfold'], {
    env: environment.shopEnv,
  })
  const readSuspended = (path: string) => readAsCrawler(environment.run.storefront, suspended + path)
  // The storefront keeps the facts of a shop for 30 seconds.
  const answers = async () =>
    (await Promise.all(['/', '/sitemap.xml', '/sitemaps/pages.xml'].map(readSuspended))).map(
      ({ status }) => status,
    )
  await expect.poll(answers, { timeout: 60_000, interval: 1_000 }).toEqual([503, 503, 503])
  const { text, headers } = await readSuspended('/sitemap.xml')
  expect(text).not.toContain('<loc>')
  expect(headers['x-robots-tag']).toBe('noindex')
})
