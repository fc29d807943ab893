import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { merchant } from '../graphql/documents.ts'
import { findMember, findShop } from '../traffic/find-shop.ts'
import { signIn } from '../traffic/merchant.ts'
import { openContext, shoot, waitForHydration, type Look } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { onePicture } from './one-picture.ts'
import { collectReports, findFaults } from './page-check.ts'

const SLUG = 'maison-basile'
const NARROW: Look = { locale: 'fr-FR', width: 'narrow' }

const CREATE_PRODUCT = merchant(
  'mutation ($input: ProductInput!) { createProduct(input: $input) { product { id } userErrors { code field } } }',
)
const CREATE_COLLECTION = merchant(
  'mutation ($input: CollectionInput!) { createCollection(input: $input) { collection { id } userErrors { code } } }',
)

let environment: Environment
let origin: string

beforeAll(async () => {
  environment = await startEnvironment(['api', 'worker', 'storefront'])
  origin = findShop(environment.run, SLUG).origin
  const member = await signIn(environment.run.api, SLUG, findMember(environment.run, SLUG))
  const addPicture = async (width: number, height: number, colour: [number, number, number]) => {
    const response = await fetch(`${environment.run.api}/merchant/media`, {
      method: 'POST',
      headers: { authorization: `Bearer ${member.token}`, 'x-shop': SLUG, 'content-type': 'image/png' },
      body: new Uint8Array(onePicture(width, height, colour)),
    })
    return ((await response.json()) as { picture: { id: string } }).picture.id
  }
  const pictures = [
    { id: await addPicture(1600, 1200, [190, 120, 60]), altText: 'La planche en chêne, de face' },
    { id: await addPicture(800, 800, [90, 120, 60]), altText: 'Le dos de la planche' },
    { id: await addPicture(300, 400, [60, 90, 150]) },
  ]
  const variant = (size: string, wood: string, price: number, onHand: number) => ({
    optionValues: [size, wood],
    price,
    onHand,
    ...(wood === 'Noyer' && { recommendedPrice: price + 900 }),
  })
  // No large one in walnut, and the small one in oak is sold out.
  const { createProduct } = await member.request(CREATE_PRODUCT, {
    input: {
      name: 'Planche à découper',
      slug: 'planche',
      status: 'PUBLISHED',
      seoTitle: 'Planche à découper en bois massif',
      seoDescription: 'Fabriquée dans le Jura.',
      descriptionHtml: '<p>Un bois <strong>massif</strong>.</p><ul><li>Huilée</li><li>Durable</li></ul>',
      images: pictures,
      optionNames: ['Taille', 'Bois'],
      variants: [
        variant('S', 'Chêne', 2400, 0),
        variant('S', 'Noyer', 3100, 4),
        variant('L', 'Chêne', 4200, 9),
      ],
    },
  })
  if (!createProduct.product) throw new Error(JSON.stringify(createProduct.userErrors))
  const { createCollection } = await member.request(CREATE_COLLECTION, {
    input: {
      name: 'Autour de la table',
      descriptionHtml: '<p>Ce qui dure, <em>du pain au fromage</em>.</p>',
      imageId: pictures[0]?.id ?? null,
      productIds: [createProduct.product.id],
    },
  })
  expect(createCollection.userErrors).toEqual([])
}, 120_000)
afterAll(() => environment?.stop())

async function openProduct(look: Look, options: { javaScriptEnabled?: boolean } = {}): Promise<Page> {
  const page = await (await openContext(environment.browser, look, options)).newPage()
  await page.goto(`${origin}/products/planche`)
  if (options.javaScriptEnabled !== false) await waitForHydration(page)
  return page
}

const shown = (page: Page) => page.getByTestId('gallery').locator('picture').first()
const statesOf = async (page: Page) =>
  Object.fromEntries(
    await page
      .getByTestId('option')
      .locator('label')
      .evaluateAll((labels) =>
        labels.map((label) => [
          label.querySelector('input')?.value,
          [label.dataset.state, label.querySelector('input')?.checked],
        ]),
      ),
  )

test('a variant is chosen by its options, and what is sold out or cannot be had together is marked', async () => {
  const page = await openProduct({ locale: 'fr-FR', width: 'wide' })
  const takeReports = collectReports(page)
  expect(await statesOf(page)).toEqual({
    S: ['available', true],
    L: ['not combinable', false],
    Chêne: ['sold out', false],
    Noyer: ['available', true],
  })
  expect(await page.getByText('Prix conseillé').textContent()).toContain('40,00')
  await shoot(page, 'storefront-product-1-wide')
  // The wood follows, since there is no large one in walnut.
  await page.getByRole('radio', { name: 'L', exact: false }).first().check()
  expect(await statesOf(page)).toEqual({
    S: ['sold out', false],
    L: ['available', true],
    Chêne: ['available', true],
    Noyer: ['not combinable', false],
  })
  expect(await page.getByTestId('price').textContent()).toContain('42,00')
  expect(await page.getByText('Prix conseillé').count()).toBe(0)
  await page.getByTestId('add-to-cart').click()
  await page.getByTestId('added').waitFor()
  await page.getByRole('radio', { name: 'S', exact: false }).first().check()
  expect(await page.getByTestId('add-to-cart').isDisabled()).toBe(true)
  expect(await findFaults(page, { name: 'product', takeReports })).toEqual([])
  await page.goto(`${origin}/cart`)
  expect(await page.getByTestId('cart-line').textContent()).toContain('L / Chêne')
  await page.context().close()
})

test('the gallery shows each picture with its text, by mouse and by keyboard', async () => {
  const page = await openProduct(NARROW)
  const image = () => shown(page).locator('img')
  expect(await image().getAttribute('alt')).toBe('La planche en chêne, de face')
  const types = await shown(page)
    .locator('source')
    .evaluateAll((sources) =>
      sources.map((source) => [source.getAttribute('type'), source.getAttribute('srcset')?.match(/\d+w/g)]),
    )
  const widths = ['320w', '640w', '1280w']
  expect(types).toEqual([
    ['image/avif', widths],
    ['image/webp', widths],
  ])
  await expect.poll(() => image().evaluate((each: HTMLImageElement) => each.currentSrc)).toMatch(/\.avif$/)
  await shoot(page, 'storefront-product-2-narrow')
  const thumbnails = page.getByTestId('gallery').getByRole('link')
  await thumbnails.nth(1).click()
  expect(await image().getAttribute('alt')).toBe('Le dos de la planche')
  expect(page.url()).toBe(`${origin}/products/planche`)
  await page.keyboard.press('ArrowRight')
  // A picture without an alternative text is described by the name of the product.
  expect(await image().getAttribute('alt')).toBe('Planche à découper')
  await page.keyboard.press('ArrowRight')
  expect(await image().getAttribute('alt')).toBe('La planche en chêne, de face')
  expect(await thumbnails.first().evaluate((link) => link === document.activeElement)).toBe(true)
  expect(await thumbnails.first().getAttribute('aria-current')).toBe('true')
  await page.context().close()
})

test('texts are formatted on the page and given to search engines in its head', async () => {
  const page = await openProduct(NARROW)
  expect(await page.title()).toBe('Planche à découper en bois massif')
  const meta = (name: string) =>
    page.locator(`head [name="${name}"], head [property="${name}"]`).getAttribute('content')
  expect(await meta('description')).toBe('Fabriquée dans le Jura.')
  expect(await meta('og:image')).toMatch(/\/media\/.*\.webp$/)
  expect(await page.locator('link[rel=canonical]').getAttribute('href')).toBe(`${origin}/products/planche`)
  expect(await page.locator('.formatted strong').textContent()).toBe('massif')
  expect(await page.locator('.formatted li').allTextContents()).toEqual(['Huilée', 'Durable'])
  await page.context().close()
})

test('without JavaScript a variant is added by its options, a combination that is none is refused, and pictures are links', async () => {
  const page = await openProduct(NARROW, { javaScriptEnabled: false })
  await page.getByTestId('gallery').getByRole('link').nth(1).click()
  expect(await shown(page).locator('img').getAttribute('alt')).toBe('Le dos de la planche')
  await page.locator('input[value="L"]').check({ force: true })
  await page.getByTestId('add-to-cart').click()
  await page.getByText('Cet article n’est pas disponible').or(page.locator('.text-bad')).first().waitFor()
  expect(await page.getByTestId('added').count()).toBe(0)
  await page.locator('input[value="L"]').check({ force: true })
  await page.locator('input[value="Chêne"]').check({ force: true })
  await page.getByTestId('add-to-cart').click()
  await page.getByTestId('added').waitFor()
  await page.goto(`${origin}/cart`)
  expect(await page.getByTestId('cart-line').textContent()).toContain('L / Chêne')
  await page.context().close()
})

test('a collection is introduced by its picture and its description', async () => {
  const page = await (await openContext(environment.browser, { locale: 'fr-FR', width: 'wide' })).newPage()
  const takeReports = collectReports(page)
  await page.goto(`${origin}/catalog?collection=autour-de-la-table`)
  expect(await page.getByTestId('collection-picture').locator('img').isVisible()).toBe(true)
  expect(await page.locator('.formatted em').textContent()).toBe('du pain au fromage')
  expect(await page.getByTestId('product-tile').locator('source').count()).toBe(2)
  await shoot(page, 'storefront-collection-wide')
  expect(await findFaults(page, { name: 'collection', takeReports })).toEqual([])
  await page.context().close()
})

test('the name of the only variant of a product is shown nowhere', async () => {
  const page = await (await openContext(environment.browser, NARROW)).newPage()
  const member = await signIn(environment.run.api, SLUG, findMember(environment.run, SLUG))
  await member.request(CREATE_PRODUCT, {
    input: {
      name: 'Moulin à poivre',
      slug: 'moulin',
      status: 'PUBLISHED',
      variants: [{ price: 3900, onHand: 5 }],
    },
  })
  await expect.poll(async () => (await page.goto(`${origin}/products/moulin`))?.status()).toBe(200)
  expect(await page.locator('main').textContent()).not.toContain('Standard')
  await page.getByTestId('add-to-cart').click()
  await page.getByTestId('added').waitFor()
  for (const path of ['/cart', '/checkout']) {
    await page.goto(`${origin}${path}`)
    const text = (await page.locator('main').textContent()) ?? ''
    expect(text).toContain('Moulin à poivre')
    expect(text.replaceAll(/livraison standard/gi, '')).not.toContain('Standard')
  }
  await shoot(page, 'storefront-checkout-narrow')
  await page.context().close()
})

test('on a phone the button to buy is in view before anything is scrolled, and so is what came of it', async () => {
  const page = await openProduct(NARROW)
  const isInView = (testId: string) =>
    page.getByTestId(testId).evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect()
      return top >= 0 && bottom <= innerHeight
    })
  expect(await isInView('add-to-cart')).toBe(true)
  await page.getByTestId('add-to-cart').click()
  await page.getByTestId('added').waitFor()
  expect([await isInView('added'), await isInView('add-to-cart')]).toEqual([true, true])
  await shoot(page, 'storefront-product-bar-narrow')
  await page.goto(`${origin}/cart`)
  expect(await isInView('to-checkout')).toBe(true)
  await shoot(page, 'storefront-cart-bar-narrow')
  await page.context().close()
})
