import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findMember, findShop } from '../traffic/find-shop.ts'
import { placeSampleOrder } from '../traffic/place-sample-order.ts'
import { randomFrom } from '../traffic/random.ts'
import { createVisitor } from '../traffic/visitor.ts'
import { openContext, shoot, waitForHydration } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { signIn } from './sign-in.ts'
import { addVirtualAuthenticator } from './virtual-authenticator.ts'

/** A test number published by Visa. */
const CARD = { number: '4012888888881881', expiryMonth: 12, expiryYear: 2030, brand: 'VISA' } as const
const SLUG = 'northfold'

let environment: Environment
let database: Client

beforeAll(async () => {
  environment = await startEnvironment(['api', 'worker', 'portal'])
  database = new Client({ connectionString: environment.databaseOwnerUrl })
  await database.connect()
}, 120_000)
afterAll(async () => {
  await database?.end()
  await environment?.stop()
})

const password = () => findMember(environment.run, SLUG, false).password
/** Makes every session one in which the password was entered eleven minutes ago. */
const passElevenMinutes = () =>
  database.query("update session set authenticated_at = now() - interval '11 minutes'")
const dialogOf = (page: Page) => page.getByTestId('reauthentication')

async function enterPassword(page: Page, typed: string): Promise<void> {
  await dialogOf(page).waitFor()
  await page.keyboard.type(typed)
  await page.keyboard.press('Enter')
}

describe('more than ten minutes after signing in, the password is asked for again', () => {
  let page: Page
  beforeAll(async () => {
    page = await signIn(environment.browser, environment.run, { locale: 'en-GB', width: 'wide' }, SLUG, false)
  })
  beforeEach(passElevenMinutes)

  test('to reveal a card, by keyboard alone, and the card is then revealed', async () => {
    const visitor = createVisitor(environment.run.api, findShop(environment.run, SLUG).key)
    const order = await placeSampleOrder(visitor, randomFrom(1))
    await visitor.payByCard(order, CARD)
    await page.goto(`${environment.run.portal}/${SLUG}/orders/${order.code}`)
    await waitForHydration(page)
    await page.getByRole('button', { name: 'Show the kept digits' }).focus()
    await page.keyboard.press('Enter')
    await enterPassword(page, 'not the password')
    await dialogOf(page).locator('[name="password"][aria-invalid="true"]').waitFor()
    await shoot(page, 'portal-reauthentication-wrong-password')
    await dialogOf(page).locator('[name="password"]').fill('')
    await enterPassword(page, password())
    await page.getByTestId('kept-digits').waitFor()
    expect(await dialogOf(page).count()).toBe(0)
  })

  test('to change the address for card mail, which is then saved as typed', async () => {
    await page.goto(`${environment.run.portal}/${SLUG}/settings/card-mail`)
    await waitForHydration(page)
    await page.locator('[name="email"]').fill('typed-before@northfold.example')
    await page.getByTestId('fragment-to').locator('button').click()
    await enterPassword(page, password())
    await page.getByTestId('done').getByText('typed-before@northfold.example').waitFor()
    await page.reload()
    expect(await page.locator('[name="email"]').inputValue()).toBe('typed-before@northfold.example')
  })

  test('to change the settings of a bank, whose key need not be typed again', async () => {
    const bank = findShop(environment.run, SLUG).banks.find(({ protocol }) => protocol === 'monetico')
    await page.goto(`${environment.run.portal}/${SLUG}/settings/banks/${bank?.id}`)
    await waitForHydration(page)
    const key = randomBytes(20).toString('hex')
    const submitted: string[] = []
    page.on('request', (request) => request.postData()?.includes(key) && submitted.push(request.url()))
    await page.locator('[name="name"]').fill('Card, at Crédit Mutuel')
    await page.locator('[name="secrets.key"]').fill(key)
    await page.getByTestId('bank-form').locator('button:not([type="button"])').click()
    await enterPassword(page, password())
    await page.getByTestId('done').waitFor()
    expect(submitted).toHaveLength(2)
    await page.reload()
    expect(await page.locator('[name="name"]').inputValue()).toBe('Card, at Crédit Mutuel')
  })

  test('and without it nothing is changed, and what was typed stays', async () => {
    await page.goto(`${environment.run.portal}/${SLUG}/settings/card-mail`)
    await waitForHydration(page)
    await page.locator('[name="email"]').fill('never-saved@northfold.example')
    await page.getByTestId('fragment-to').locator('button').click()
    await dialogOf(page).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('alert').getByText('more than ten minutes ago').waitFor()
    await shoot(page, 'portal-reauthentication-cancelled')
    expect(await page.locator('[name="email"]').inputValue()).toBe('never-saved@northfold.example')
    await page.reload()
    expect(await page.locator('[name="email"]').inputValue()).not.toBe('never-saved@northfold.example')
  })

  test('inside a dialog, which is then submitted', async () => {
    await page.goto(`${environment.run.portal}/${SLUG}/settings/card-mail`)
    await waitForHydration(page)
    await page.getByTestId('openpgp-required').getByRole('button').first().click()
    await page.getByRole('alertdialog').getByRole('button').last().click()
    await enterPassword(page, password())
    await page.getByTestId('done').waitFor()
    expect(await dialogOf(page).count()).toBe(0)
  })
})

test('on a phone, in French, the dialog asks for the password', async () => {
  const look = { locale: 'fr-FR', width: 'narrow' } as const
  const page = await signIn(environment.browser, environment.run, look, SLUG, false)
  await passElevenMinutes()
  await page.goto(`${environment.run.portal}/${SLUG}/settings/card-mail`)
  await waitForHydration(page)
  await page.locator('[name="email"]').fill('cartes@northfold.example')
  await page.getByTestId('fragment-to').locator('button').click()
  await dialogOf(page).getByText('Saisissez de nouveau votre mot de passe').waitFor()
  await shoot(page, 'portal-reauthentication-fr-narrow')
  await enterPassword(page, password())
  await page.getByTestId('done').getByText('cartes@northfold.example').waitFor()
})

test('without scripts, the password is entered on a page of its own, and what was typed is kept', async () => {
  const context = await openContext(
    environment.browser,
    { locale: 'en-GB', width: 'wide' },
    { javaScriptEnabled: false },
  )
  const page = await context.newPage()
  await page.goto(`${environment.run.portal}/sign-in`)
  await page.locator('[name="email"]').fill(findMember(environment.run, SLUG).email)
  await page.locator('[name="password"]').fill(password())
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL('**/shops')
  await passElevenMinutes()

  await page.goto(`${environment.run.portal}/${SLUG}/settings/card-mail`)
  await page.locator('[name="email"]').fill('without-scripts@northfold.example')
  const save = page.getByTestId('fragment-to').locator('button')
  await save.click()
  await page.getByRole('alert').waitFor()
  await shoot(page, 'portal-reauthentication-without-scripts')
  const opened = context.waitForEvent('page')
  await page.getByRole('link', { name: 'Enter your password' }).click()
  const other = await opened
  await other.locator('[name="password"]').fill('not the password')
  await other.getByRole('button', { name: 'Confirm' }).click()
  await other.locator('[name="password"][aria-invalid="true"]').waitFor()
  await shoot(other, 'portal-reauthentication-page')
  await other.locator('[name="password"]').fill(password())
  await other.getByRole('button', { name: 'Confirm' }).click()
  await other.waitForURL(`**/${SLUG}/settings/card-mail`)

  expect(await page.locator('[name="email"]').inputValue()).toBe('without-scripts@northfold.example')
  const saved = page.waitForEvent('domcontentloaded')
  await save.click()
  await saved
  await other.reload()
  expect(await other.locator('[name="email"]').inputValue()).toBe('without-scripts@northfold.example')
  await context.close()
})

test('a passkey confirms who the member is, and what was submitted is then done', async () => {
  const { browser, run } = environment
  const page = await signIn(browser, run, { locale: 'fr-FR', width: 'narrow' }, SLUG, false)
  await addVirtualAuthenticator(page)
  await page.goto(`${run.portal}/account`)
  await waitForHydration(page)
  const form = page.locator('form[action="?/startPasskey"]')
  await form.locator('[name="name"]').fill('Téléphone')
  await form.locator('[name="password"]').fill(password())
  await form.getByRole('button').last().click()
  await page.getByTestId('passkey').filter({ hasText: 'Téléphone' }).waitFor()
  await page.goto(`${run.portal}/${SLUG}/settings/people`)
  await waitForHydration(page)
  await passElevenMinutes()
  await page.getByTestId('invite').locator('[name="email"]').fill('noe@invited.test')
  await page.getByRole('button', { name: 'Envoyer l’invitation' }).click()
  await dialogOf(page).waitFor()
  await shoot(page, 'portal-reauthentication-passkey')
  await dialogOf(page).getByRole('button', { name: 'Utiliser une clé d’accès' }).click()
  await page.getByTestId('invitation').filter({ hasText: 'noe@invited.test' }).waitFor()
  expect(await dialogOf(page).count()).toBe(0)
  await page.context().close()
})
