import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunShop } from '../../infra/local/product/run-file.ts'
import { findShop } from '../traffic/find-shop.ts'
import { placeSampleOrder } from '../traffic/place-sample-order.ts'
import { randomFrom } from '../traffic/random.ts'
import { createVisitor } from '../traffic/visitor.ts'
import { openContext, holdScripts, shoot, waitForHydration, type Look } from '../e2e/browser.ts'
import { startEnvironment, type Environment } from '../e2e/environment.ts'
import { collectReports, findFaults, type TakeReports } from '../e2e/page-check.ts'
import { serveCreatedShop, type CreatedShop } from './created-shop.ts'

let environment: Environment
let shop: RunShop
beforeAll(async () => {
  environment = await startEnvironment(['api', 'bank'])
  shop = findShop(environment.run, 'atelier-lumen')
}, 120_000)
afterAll(() => environment?.stop())

let created: CreatedShop | undefined
afterAll(() => created?.stop())

const BUYERS = [
  {
    template: 'html',
    look: { locale: 'en-GB', width: 'narrow' },
    words: {
      next: 'Next',
      search: 'Search',
      add: 'Add to cart',
      added: 'Added to the cart.',
      quantity: /^Quantity, /,
      update: 'Update',
      code: 'Discount code',
      apply: 'Apply',
      unknownCode: /This code does not exist/,
      checkout: 'Checkout',
      updateDelivery: 'Update delivery',
      order: 'Order and pay',
      ways: { card: 'Card', bank: 'At the bank' },
      card: 'Card number',
      brand: 'Card type',
      expiry: /^Valid until/,
      pay: /^Pay /,
      expired: /has expired/,
      payAtBank: /^Pay at /,
      continueToBank: 'Continue to the bank',
      withdraw: 'Withdraw from contract here',
      continue: 'Continue',
      confirm: 'Confirm withdrawal',
      withdrawn: /^Withdrawal received on/,
      orderCode: /^Order /,
    },
  },
  {
    template: 'sveltekit',
    look: { locale: 'fr-FR', width: 'wide' },
    words: {
      next: 'Suivante',
      search: 'Rechercher',
      add: 'Ajouter au panier',
      added: 'Ajouté au panier.',
      quantity: /^Quantité, /,
      update: 'Modifier',
      code: 'Code de réduction',
      apply: 'Appliquer',
      unknownCode: /Ce code n’existe pas/,
      checkout: 'Passer la commande',
      updateDelivery: 'Mettre à jour la livraison',
      order: 'Commander avec obligation de paiement',
      ways: { card: 'Carte', bank: 'À la banque' },
      card: 'Numéro de carte',
      brand: 'Type de carte',
      expiry: /^Expire fin/,
      pay: /^Payer /,
      expired: /expir/,
      payAtBank: /^Payer avec /,
      continueToBank: 'Continuer vers la banque',
      withdraw: 'Renoncer au contrat ici',
      continue: 'Continuer',
      confirm: 'Confirmer la rétractation',
      withdrawn: /^Rétractation reçue le/,
      orderCode: /^Commande /,
    },
  },
] satisfies { template: 'html' | 'sveltekit'; look: Look; words: object }[]

describe.each(BUYERS)('a shop created from the template $template', ({ template, look, words }) => {
  let page: Page
  let takeReports: TakeReports
  const isSvelteKit = template === 'sveltekit'
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).first()
  const link = (name: string | RegExp) => page.getByRole('link', { name, exact: true }).first()
  const status = () => page.locator('[data-status]').getAttribute('data-status')
  const check = async (name: string) => {
    const size = page.viewportSize()
    await shoot(page, `created-${template}-${name}`)
    expect(await findFaults(page, { name, takeReports, isHydrated: isSvelteKit })).toEqual([])
    if (size) await page.setViewportSize(size)
  }

  beforeAll(async () => {
    created?.stop()
    created = await serveCreatedShop(template, { api: environment.run.api, ...shop })
    page = await (await openContext(environment.browser, look)).newPage()
    takeReports = collectReports(page)
  }, 120_000)

  async function addToCart() {
    await page.goto(shop.origin)
    await page.locator('.products a').first().click()
    await button(words.add).click()
    await page.getByText(words.added).waitFor()
  }

  /** Opens a way to pay: only the first one is open. */
  async function openWay(way: keyof typeof words.ways) {
    const summary = page.getByText(words.ways[way], { exact: true })
    if (!(await summary.evaluate((each) => each.closest('details')?.open))) await summary.click()
  }

  async function fillAddress() {
    const values = {
      email: 'ada@buyers.test',
      firstName: 'Ada',
      lastName: 'Byron',
      line1: '1 rue de la Paix',
      postalCode: '75002',
      city: 'Paris',
    }
    for (const [name, value] of Object.entries(values)) await page.locator(`[name=${name}]`).fill(value)
  }

  /** Orders the cart, to be collected in the shop. */
  async function order() {
    await fillAddress()
    await page.locator('fieldset label').last().click()
    await expect.poll(() => page.locator('dl dd').nth(1).textContent()).toMatch(/^\D?0[.,]00/)
    expect(await page.locator('[name=city]').inputValue()).toBe('Paris')
    await check('checkout')
    await button(words.order).click()
    await page.getByRole('heading', { name: words.orderCode }).waitFor()
  }

  test('shows the catalogue in pages, and finds what is searched for', async () => {
    await page.goto(shop.origin)
    await page.locator('.products a').first().waitFor()
    await check('catalogue')
    const names = () => page.locator('.products strong').allTextContents()
    const [first] = await names()
    await link(words.next).click()
    await expect.poll(async () => (await names())[0]).not.toBe(first)
    await page.getByRole('searchbox').fill(first ?? '')
    await button(words.search).click()
    await expect.poll(async () => (await names())[0]).toBe(first)
  })

  test('sells a product that is paid by card, and takes back the purchase', async () => {
    await addToCart()
    await check('product')
    const loadScripts = isSvelteKit ? await holdScripts(page) : () => {}
    await page.goto(`${shop.origin}${isSvelteKit ? '/cart' : '/?cart'}`, { waitUntil: 'commit' })
    await page.getByLabel(words.quantity).fill('2')
    loadScripts()
    if (isSvelteKit) await waitForHydration(page)
    const subtotal = () => page.locator('dl dd').last().textContent()
    const ofOne = await subtotal()
    await button(words.update).click()
    await expect.poll(subtotal).not.toBe(ofOne)
    await page.getByLabel(words.code).fill('NONE')
    await button(words.apply).click()
    await page.getByText(words.unknownCode).waitFor()
    await expect.poll(() => page.getByLabel(words.quantity).inputValue()).toBe('2')
    await check('cart')
    await link(words.checkout).click()
    await order()
    await openWay('card')
    await page.getByLabel(words.card).fill('4242 4242 4242 4242')
    expect(await page.getByLabel(words.brand).inputValue()).toBe('VISA')
    await page.getByLabel(words.expiry).fill('01/20')
    await button(words.pay).click()
    await page.getByText(words.expired).waitFor()
    await page.getByLabel(words.expiry).fill('12/40')
    await button(words.pay).click()
    await expect.poll(status).toBe('AWAITING_CERTIFICATION')
    await check('order')
    await link(words.withdraw).click()
    await button(words.continue).click()
    await check('withdrawal')
    await button(words.confirm).click()
    await page.getByText(words.withdrawn).waitFor()
    expect(takeReports()).toEqual([])
  })

  test('sells a product that is paid at the bank', async () => {
    await addToCart()
    await page.goto(`${shop.origin}${isSvelteKit ? '/checkout' : '/?checkout'}`)
    await order()
    await openWay('bank')
    await button(words.payAtBank).click()
    await page.waitForURL(`${environment.run.bank}/payments/*`)
    await page.locator('button[value="paid"]').click()
    await page.locator('#return').click()
    await expect.poll(status, { timeout: 60_000 }).toBe('PAID')
    expect(takeReports()).toEqual([])
  })

  test('opens an order by the link in its mails, keeps its secret out of the address, and shows the legal pages', async () => {
    const visitor = createVisitor(environment.run.api, shop.key)
    const { code, token } = await placeSampleOrder(visitor, randomFrom(1))
    await page.goto(`${shop.origin}/order#${code}.${token}`)
    await page.getByRole('heading', { name: code }).waitFor()
    expect(page.url()).not.toContain(token)
    await page.goto(`${shop.origin}/card#${code}.${token}`)
    await page.getByLabel(words.card).waitFor()
    await page.locator('footer a').first().click()
    await page.locator('article h1').waitFor()
    await check('legal')
  })

  if (isSvelteKit)
    test('sells without JavaScript, paid at the bank', async () => {
      const withScripts = page
      page = await (await openContext(environment.browser, look, { javaScriptEnabled: false })).newPage()
      await addToCart()
      await page.goto(`${shop.origin}/checkout`)
      await fillAddress()
      await page.getByRole('button', { name: words.updateDelivery }).click()
      expect(await page.locator('[name=email]').inputValue()).toBe('ada@buyers.test')
      await button(words.order).click()
      await openWay('bank')
      await button(words.payAtBank).click()
      await button(words.continueToBank).click()
      await page.locator('button[value="paid"]').click()
      await page.locator('#return').click()
      await expect.poll(() => page.reload().then(status), { timeout: 60_000 }).toBe('PAID')
      page = withScripts
    })
})
