import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findShop } from '../traffic/find-shop.ts'
import { waitForMail } from '../traffic/mailbox.ts'
import { placeSampleOrder } from '../traffic/place-sample-order.ts'
import { randomFrom } from '../traffic/random.ts'
import { createVisitor } from '../traffic/visitor.ts'
import { shoot, waitForHydration, type Look } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { openSettings } from './open-settings.ts'

let environment: Environment
beforeAll(async () => {
  environment = await startEnvironment(['api', 'worker', 'portal'])
}, 120_000)
afterAll(() => environment?.stop())

interface ShopTexts {
  delay: string
  unit: RegExp
  page: string
  save: string
  tooLong: RegExp
  elsewhere: RegExp
  bankDelay: string
  changed: RegExp
  stored: RegExp
  contact: string
}

const IN_FRENCH: ShopTexts = {
  delay: 'Une commande attend son paiement pendant',
  unit: /^Unité, Une commande/,
  page: 'Page d’une commande',
  save: 'Enregistrer',
  tooLong: /trop courte ou trop longue/,
  elsewhere: /ne fait partie d’aucun des sites/,
  bankDelay: 'La réponse de la banque est attendue pendant',
  changed: /Quelqu’un d’autre a modifié ces réglages/,
  stored: /Enregistré entre-temps\s: 5 jours/,
  contact: 'Adresse de contact',
}

const IN_ENGLISH: ShopTexts = {
  delay: 'An order waits for payment for',
  unit: /^Unit, An order/,
  page: 'Order page',
  save: 'Save',
  tooLong: /too short or too long/,
  elsewhere: /is not on one of the shop’s websites/,
  bankDelay: 'We wait for the bank’s answer for',
  changed: /Someone else changed these settings/,
  stored: /Stored meanwhile: 5 days/,
  contact: 'Contact address',
}

const OWNERS: { slug: string; look: Look; words: ShopTexts }[] = [
  { slug: 'maison-basile', look: { locale: 'fr-FR', width: 'wide' }, words: IN_FRENCH },
  { slug: 'northfold', look: { locale: 'en-GB', width: 'narrow' }, words: IN_ENGLISH },
]

describe.each(OWNERS)('an owner who changes the delays and pages of $slug', ({ slug, look, words }) => {
  const picture = `shop-settings-${slug}`
  let page: Page
  let orderPage: string

  const field = (label: string) => page.getByLabel(label, { exact: true })
  const save = () => page.getByRole('button', { name: words.save }).click()

  test('sees which values are invalid, and keeps what was typed', async () => {
    page = await openSettings(environment, look, slug, 'shop')
    await shoot(page, `${picture}-1`)
    await field(words.delay).fill('61')
    await page.getByRole('combobox', { name: words.unit }).selectOption('days')
    await field(words.page).fill('https://elsewhere.example/order')
    await save()
    await page.getByText(words.tooLong).waitFor()
    await page.getByText(words.elsewhere).waitFor()
    expect(await field(words.delay).inputValue()).toBe('61')
    expect(await field(words.page).inputValue()).toBe('https://elsewhere.example/order')
    await shoot(page, `${picture}-2-refused`)
  })

  test('saves valid values', async () => {
    orderPage = `${findShop(environment.run, slug).origin}/my-order`
    await field(words.delay).fill('3')
    await field(words.page).fill(orderPage)
    await save()
    await page.getByTestId('done').waitFor()
    await shoot(page, `${picture}-3-saved`)
    await page.reload()
    await waitForHydration(page)
    expect(await field(words.delay).inputValue()).toBe('3')
    expect(await page.getByRole('combobox', { name: words.unit }).inputValue()).toBe('days')
    expect(await field(words.page).inputValue()).toBe(orderPage)
  })

  test('is asked to compare when a colleague saved meanwhile, and keeps what was typed', async () => {
    const colleague = await page.context().newPage()
    await colleague.goto(page.url())
    await waitForHydration(colleague)
    await colleague.getByLabel(words.delay, { exact: true }).fill('5')
    await colleague.getByLabel(words.bankDelay, { exact: true }).fill('7')
    await colleague.getByLabel(words.contact, { exact: true }).fill('colleague@shop.test')
    await colleague.getByRole('button', { name: words.save }).click()
    await colleague.getByTestId('done').waitFor()
    await colleague.close()

    await field(words.delay).fill('4')
    await field(words.contact).fill('mine@shop.test')
    await field(words.page).fill(`${orderPage}/4`)
    await save()
    await page.getByText(words.changed).waitFor()
    await page.getByText(words.stored).waitFor()
    await page.getByText('colleague@shop.test').waitFor()
    expect(await field(words.contact).inputValue()).toBe('mine@shop.test')
    expect(await field(words.delay).inputValue()).toBe('4')
    expect(await field(words.page).inputValue()).toBe(`${orderPage}/4`)
    expect(await field(words.bankDelay).inputValue()).toBe('7')
    await shoot(page, `${picture}-4-changed-meanwhile`)

    await field(words.page).fill(orderPage)
    await save()
    await page.getByTestId('done').waitFor()
    await page.reload()
    await waitForHydration(page)
    expect(await field(words.delay).inputValue()).toBe('4')
    expect(await field(words.contact).inputValue()).toBe('mine@shop.test')
    expect(await field(words.bankDelay).inputValue()).toBe('7')
    expect(await field(words.page).inputValue()).toBe(orderPage)
  })

  test('has the next confirmation mail link to the new page', async () => {
    const visitor = createVisitor(environment.run.api, findShop(environment.run, slug).key)
    const { code } = await placeSampleOrder(visitor, randomFrom(1))
    const mail = await waitForMail(environment.run.mailbox ?? '', code, 'order-confirmation')
    expect(mail.text).toContain(orderPage)
  })
})
