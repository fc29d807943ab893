import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findMember, findShop } from '../traffic/find-shop.ts'
import { signIn as signInMerchant } from '../traffic/merchant.ts'
import { placeSampleOrder } from '../traffic/place-sample-order.ts'
import { randomFrom } from '../traffic/random.ts'
import { createVisitor } from '../traffic/visitor.ts'
import { shoot, waitForHydration, type Look } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { signIn } from './sign-in.ts'

let environment: Environment
beforeAll(async () => {
  environment = await startEnvironment(['api', 'worker', 'portal'])
}, 120_000)
afterAll(() => environment?.stop())

const MEMBERS = [
  {
    slug: 'atelier-lumen',
    look: { locale: 'fr-FR', width: 'wide' },
    words: {
      export: 'Exporter les données',
      erase: 'Effacer les données',
      confirm: 'Effacer définitivement',
      waits: /attend son paiement/,
      law: /L123-22/,
      erased: 'Client effacé',
      retention: 'Les données des clients sont effacées',
      save: 'Enregistrer',
    },
  },
  {
    slug: 'northfold',
    look: { locale: 'en-GB', width: 'narrow' },
    words: {
      export: 'Export the data',
      erase: 'Erase the data',
      confirm: 'Erase for good',
      waits: /waits for payment/,
      law: /ten years are assumed/,
      erased: 'Erased buyer',
      retention: 'Data of buyers is erased',
      save: 'Save',
    },
  },
] satisfies { slug: string; look: Look; words: Record<string, string | RegExp> }[]

describe.each(MEMBERS)('a member of $slug', ({ slug, look, words }) => {
  const email = `buyer-${Date.now()}@buyers.test`
  let page: Page
  let code: string

  test('exports what the shop stores about a buyer, and sees why it cannot be erased yet', async () => {
    const { run, browser } = environment
    const visitor = createVisitor(run.api, findShop(run, slug).key)
    code = (await placeSampleOrder(visitor, randomFrom(1), { email })).code
    page = await signIn(browser, run, look, slug, false)
    await page.goto(`${run.portal}/${slug}/orders/${code}`)
    await waitForHydration(page)
    const panel = page.getByTestId('buyer-data')
    expect(await panel.getByTestId('open-orders').textContent()).toMatch(words.waits)
    expect(await panel.getByRole('button', { name: words.erase }).count()).toBe(0)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      panel.getByRole('button', { name: words.export }).click(),
    ])
    expect(download.suggestedFilename()).toBe(`${code}.json`)
    const file = JSON.parse(await readFile(await download.path(), 'utf8')) as {
      emailAddress: string
      orders: { code: string }[]
    }
    expect(file.emailAddress).toBe(email)
    expect(file.orders.map((order) => order.code)).toEqual([code])
    await page.getByTestId('done').waitFor()
    await shoot(page, `buyer-data-${slug}-1-exported`)
  })

  test('erases the buyer of a cancelled order after reading what stays', async () => {
    const { run } = environment
    await (await signInMerchant(run.api, slug, findMember(run, slug))).cancel(code)
    await page.reload()
    await waitForHydration(page)
    const panel = page.getByTestId('buyer-data')
    await panel.getByRole('button', { name: words.erase }).click()
    const dialog = page.getByRole('alertdialog').filter({ has: page.getByTestId('kept') })
    expect(await dialog.getByTestId('kept').textContent()).toMatch(words.law)
    await shoot(page, `buyer-data-${slug}-2-consequences`)
    await dialog.getByRole('button', { name: words.confirm }).click()
    await page.getByTestId('buyer-erased').waitFor()
    expect(await page.getByTestId('buyer').textContent()).toContain(words.erased)
    await shoot(page, `buyer-data-${slug}-3-erased`)
    await page.reload()
    expect(await page.content()).not.toContain(email)
    await page.goto(`${run.portal}/${slug}/orders?search=${email}`)
    expect(await page.content()).not.toContain(code)
    await page.goto(`${run.portal}/${slug}/orders?search=${code}`)
    await page.getByText(words.erased).first().waitFor()
    await shoot(page, `buyer-data-${slug}-4-list`)
  })

  test('chooses how long data of buyers is kept', async () => {
    const { run } = environment
    await page.goto(`${run.portal}/${slug}/settings/shop`)
    await waitForHydration(page)
    const choice = page.getByLabel(words.retention, { exact: true })
    expect(await choice.inputValue()).toBe('36')
    await choice.selectOption('60')
    await page.getByRole('button', { name: words.save }).click()
    await page.getByTestId('done').waitFor()
    await page.reload()
    expect(await choice.inputValue()).toBe('60')
    await shoot(page, `buyer-data-${slug}-5-retention`)
    await page.context().close()
  })
})
