import type { Page } from 'playwright-core'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inShop } from '../../services/api/seed/in-shop.ts'
import { findShop } from '../traffic/find-shop.ts'
import { openContext, shoot, type Look } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { collectReports, findFaults } from './page-check.ts'
import { addFirstProduct } from './shopping.ts'

let environment: Environment
let owner: Client
beforeAll(async () => {
  environment = await startEnvironment(['api', 'worker', 'storefront'])
  owner = new Client({ connectionString: environment.databaseOwnerUrl })
  await owner.connect()
}, 120_000)
afterAll(async () => {
  await owner?.end()
  await environment?.stop()
})

const BUYERS = [
  {
    slug: 'atelier-lumen',
    look: { locale: 'fr-FR', width: 'wide' },
    dark: false,
    scripts: true,
    increased: /a augmenté/,
  },
  {
    slug: 'northfold',
    look: { locale: 'en-GB', width: 'narrow' },
    dark: true,
    scripts: false,
    increased: /has gone up/,
  },
] satisfies { slug: string; look: Look; dark: boolean; scripts: boolean; increased: RegExp }[]

describe.each(BUYERS)('a buyer of $slug, scripts: $scripts', ({ slug, look, dark, scripts, increased }) => {
  async function openDevice(): Promise<Page> {
    const options = { javaScriptEnabled: scripts, colorScheme: dark ? 'dark' : 'light' } as const
    return (await openContext(environment.browser, look, options)).newPage()
  }
  const notices = (page: Page) => page.getByTestId('cart-notice')

  test('is told once what changed in the cart, and takes the cart to another device', async () => {
    const shop = findShop(environment.run, slug)
    const phone = await openDevice()
    const takeReports = collectReports(phone)
    await addFirstProduct(phone, shop.origin)
    await phone.goto(`${shop.origin}/cart`)
    expect(await notices(phone).count()).toBe(0)
    const { rows } = await owner.query<{ id: string }>('select id from shop where slug = $1', [slug])
    await inShop(owner, rows[0]?.id ?? '', () => owner.query('update variant set price = price + 100'))

    await expect
      .poll(() => phone.reload().then(() => notices(phone).allTextContents()), { timeout: 20_000 })
      .toEqual([expect.stringMatching(increased)])
    await shoot(phone, `cart-changes-${slug}-1-cart`)
    if (scripts) expect(await findFaults(phone, { name: 'cart with a notice', takeReports })).toEqual([])
    await phone.goto(`${shop.origin}/checkout`)
    expect(await notices(phone).first().textContent()).toMatch(increased)
    await shoot(phone, `cart-changes-${slug}-2-checkout`)

    await phone.goto(`${shop.origin}/cart`)
    await phone.getByTestId('create-cart-link').click()
    const link = await phone.getByTestId('cart-link-url').inputValue()
    await shoot(phone, `cart-changes-${slug}-3-link`)

    const laptop = await openDevice()
    await laptop.goto(link)
    await shoot(laptop, `cart-changes-${slug}-4-open`)
    await laptop.getByTestId('cart-open').getByRole('button').click()
    await laptop.waitForURL(`${shop.origin}/cart`)
    expect(await laptop.getByTestId('cart-line').count()).toBe(1)
    await laptop.getByTestId('cart-notices').getByRole('button').click()
    await expect.poll(() => notices(laptop).count()).toBe(0)
    await laptop.reload()
    expect(await notices(laptop).count()).toBe(0)

    await phone.reload()
    expect(await notices(phone).count()).toBe(1)
    await laptop.goto(`${shop.origin}/cart/open?token=none`)
    await laptop.locator('[name="mode"][value="REPLACE"]').check()
    await laptop.getByTestId('cart-open').getByRole('button').click()
    await laptop.getByTestId('cart-open-error').waitFor()
    await shoot(laptop, `cart-changes-${slug}-5-refused`)
    await phone.context().close()
    await laptop.context().close()
  })
})
