import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findShop } from '../traffic/find-shop.ts'
import { waitForMail } from '../traffic/mailbox.ts'
import { placeSampleOrder } from '../traffic/place-sample-order.ts'
import { randomFrom } from '../traffic/random.ts'
import { createVisitor } from '../traffic/visitor.ts'
import { shoot, type Look } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { signIn } from './sign-in.ts'

/** A test number published by Visa. */
const CARD = { number: '4012888888881881', expiryMonth: 12, expiryYear: 2030, brand: 'VISA' } as const

let environment: Environment
beforeAll(async () => {
  environment = await startEnvironment(['api', 'worker', 'portal'])
}, 120_000)
afterAll(() => environment?.stop())

const MEMBERS = [
  {
    slug: 'atelier-lumen',
    look: { locale: 'fr-FR', width: 'wide' },
    words: { submit: 'Enregistrer la réponse', notConfirmed: /Ce n’est pas le total/, mail: 'Montant payé' },
  },
  {
    slug: 'northfold',
    look: { locale: 'en-GB', width: 'narrow' },
    words: { submit: 'Record the answer', notConfirmed: /This is not the total/, mail: 'Amount paid' },
  },
] satisfies { slug: string; look: Look; words: Record<string, string | RegExp> }[]

describe.each(MEMBERS)('a member who certifies another amount in $slug', ({ slug, look, words }) => {
  let page: Page
  let code: string

  test('has to confirm it', async () => {
    const visitor = createVisitor(environment.run.api, findShop(environment.run, slug).key)
    const order = await placeSampleOrder(visitor, randomFrom(1))
    expect((await visitor.payByCard(order, CARD)).userErrors).toEqual([])
    code = order.code
    page = await signIn(environment.browser, environment.run, look, slug, false)
    await page.goto(`${environment.run.portal}/${slug}/orders/${code}`)
    await page.locator('[name="authorizationNumber"]').fill('A1B2C3')
    expect(await page.locator('[name="acceptedAmount"]').count()).toBe(0)
    await page.locator('[name="amount"]').fill('1')
    await page.locator('[name="acceptedAmount"]').waitFor()
    await page.getByRole('button', { name: words.submit }).click()
    await page.getByText(words.notConfirmed).waitFor()
    await shoot(page, `certify-${slug}-1-not-confirmed`)
    expect(await page.locator('[name="amount"]').inputValue()).toBe('1')
  })

  test('sees the amount on the order, and the buyer in the mail', async () => {
    await page.locator('[name="acceptedAmount"]').check()
    await page.getByRole('button', { name: words.submit }).click()
    await page.getByTestId('amount-paid').waitFor()
    expect(await page.getByTestId('amount-paid').textContent()).toMatch(/1[.,]00/)
    await shoot(page, `certify-${slug}-2-paid`)
    const mail = await waitForMail(environment.run.mailbox ?? '', code, 'payment-confirmation')
    expect(mail.text).toMatch(new RegExp(`${words.mail}\\s*:?\\s*£?1[.,]00`))
  })
})
