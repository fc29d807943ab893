import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestGnupg, type TestGnupg } from '../../services/api/test/gnupg.ts'
import { SET_OPENPGP_KEY } from '../custody/open-pgp.ts'
import { findMember, findShop } from '../traffic/find-shop.ts'
import { signIn as signInToApi } from '../traffic/merchant.ts'
import { holdScripts, openContext, shoot, waitForHydration, type Look } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { createSampleOrders, type SampleOrders } from './sample-orders.ts'

const SLUG = 'northfold'
const LOOK: Look = { locale: 'en-GB', width: 'wide' }

let environment: Environment
let gnupg: TestGnupg
let samples: SampleOrders
let page: Page

beforeAll(async () => {
  gnupg = startTestGnupg()
  environment = await startEnvironment(['api', 'worker', 'portal', 'bank'])
  samples = await createSampleOrders(environment.run, findShop(environment.run, SLUG))
  page = await openPage(false)
}, 120_000)
afterAll(async () => {
  gnupg?.stop()
  await environment?.stop()
})

const openPage = async (javaScriptEnabled: boolean): Promise<Page> =>
  (await openContext(environment.browser, LOOK, { javaScriptEnabled })).newPage()

const field = (name: string) => page.locator(`[name="${name}"]:visible`)
const submit = (name: string) => page.getByRole('button', { name, exact: true }).click()
const open = (path: string) => page.goto(`${environment.run.portal}/${SLUG}/${path}`)

/** The values that the page shows in these fields. */
async function valuesOf(...names: string[]): Promise<string[]> {
  return Promise.all(names.map((name) => field(name).inputValue()))
}

async function signIn(on: Page, password?: string): Promise<void> {
  const member = findMember(environment.run, SLUG)
  await on.goto(`${environment.run.portal}/sign-in`)
  await on.locator('[name="email"]').fill(member.email)
  await on.locator('[name="password"]').fill(password ?? member.password)
  await on.getByRole('button', { name: 'Sign in', exact: true }).click()
}

describe('without JavaScript, a form that was refused shows what was typed', () => {
  test('to sign in, but never the password', async () => {
    await signIn(page, 'not the password')
    await page.getByRole('alert').waitFor()
    expect(await valuesOf('email', 'password')).toEqual([findMember(environment.run, SLUG).email, ''])
    expect(await page.content()).not.toContain('not the password')
    await signIn(page)
    await page.waitForURL('**/shops')
  })

  test('in the shop’s settings', async () => {
    await open('settings/shop')
    await field('orderDelaySeconds').fill('61')
    await field('orderDelaySecondsUnit').selectOption('hours')
    await field('bankDelaySeconds').fill('abc')
    await field('orderPageUrl').fill('https://elsewhere.example/order')
    await submit('Save')
    await page.locator('[name="bankDelaySeconds"][aria-invalid="true"]').waitFor()
    expect(
      await valuesOf('orderDelaySeconds', 'orderDelaySecondsUnit', 'bankDelaySeconds', 'orderPageUrl'),
    ).toEqual(['61', 'hours', 'abc', 'https://elsewhere.example/order'])
  })

  test('in the shop’s settings that a colleague changed meanwhile, with what is stored', async () => {
    await open('settings/shop')
    const colleague = await page.context().newPage()
    await colleague.goto(page.url())
    await colleague.locator('[name="orderDelaySeconds"]').fill('5')
    await colleague.locator('[name="orderDelaySecondsUnit"]').selectOption('days')
    await colleague.getByRole('button', { name: 'Save', exact: true }).click()
    await colleague.waitForURL('**?/changeShopSettings')
    await colleague.close()

    await field('orderDelaySeconds').fill('96')
    await field('orderDelaySecondsUnit').selectOption('hours')
    await submit('Save')
    await page.getByText('Someone else changed these settings').waitFor()
    expect(await page.getByText('Stored meanwhile:').allTextContents()).toEqual(['Stored meanwhile: 5 days.'])
    expect(await valuesOf('orderDelaySeconds', 'orderDelaySecondsUnit')).toEqual(['96', 'hours'])
    await shoot(page, 'portal-without-scripts-changed-meanwhile')

    await submit('Save')
    await open('settings/shop')
    expect(await valuesOf('orderDelaySeconds', 'orderDelaySecondsUnit')).toEqual(['4', 'days'])
  })

  test('of a bank that a colleague changed meanwhile, with what is stored', async () => {
    await open('settings/banks')
    await page.getByTestId('banks').getByRole('link').first().click()
    await page.getByTestId('settings').waitFor()
    const saveAs = async (name: string, on = page) => {
      await on.locator('[name="name"]').fill(name)
      const answered = on.waitForEvent('domcontentloaded')
      await on.getByTestId('settings').getByRole('button', { name: 'Save', exact: true }).click()
      await answered
    }
    const bank = page.url()
    const colleague = await page.context().newPage()
    await colleague.goto(bank)
    await saveAs('Colleague', colleague)
    await colleague.close()

    await saveAs('Mine')
    await page.getByText('Someone else changed these settings').waitFor()
    expect(await page.getByTestId('stored-changes').getByRole('listitem').allTextContents()).toEqual([
      'Name shown to buyers: Colleague',
    ])
    expect(await valuesOf('name')).toEqual(['Mine'])
    await shoot(page, 'portal-without-scripts-bank-changed-meanwhile')

    await saveAs('Mine')
    await page.goto(bank)
    expect(await valuesOf('name')).toEqual(['Mine'])
  })

  test('of a new bank, but never its keys', async () => {
    await open('settings/banks/new/monetico')
    await field('name').fill('Card, at Crédit Mutuel')
    await field('fields.tpe').fill('123')
    await field('secrets.key').fill('0123456789abcdef0123')
    await field('environment').nth(1).check()
    await submit('Add this bank')
    await page.locator('[name="fields.tpe"][aria-invalid="true"]').waitFor()
    expect(await valuesOf('name', 'fields.tpe', 'secrets.key')).toEqual(['Card, at Crédit Mutuel', '123', ''])
    expect(await field('environment').nth(1).isChecked()).toBe(true)
    expect(await page.content()).not.toContain('0123456789abcdef0123')
  })

  test('of an OpenPGP key’s code, but not the code, and says once what is wrong', async () => {
    const merchant = await signInToApi(environment.run.api, SLUG, findMember(environment.run, SLUG, false))
    const { armored, fingerprint } = gnupg.makeKey('Curve25519', findShop(environment.run, SLUG).fragmentTo)
    const { setOpenPgpKey } = await merchant.request(SET_OPENPGP_KEY, { armored, fingerprint })
    expect(setOpenPgpKey.userErrors).toEqual([])
    await open('settings/card-mail')
    await field('code').fill('WRONG')
    await submit('Encrypt with this key')
    await page.getByRole('alert').waitFor()
    expect(await page.getByText('This is not the code of the newest email').count()).toBe(1)
    expect(await valuesOf('code')).toEqual([''])
    await shoot(page, 'portal-without-scripts-wrong-code')
    await submit('Discard this key')
  })

  test('of a certification, whose amount can then be confirmed', async () => {
    await open(`orders/${samples.toCertify.code}`)
    await field('amount').fill('1.00')
    await field('bankReference').fill('REF 42')
    await field('note').first().fill('Called the bank')
    await submit('Record the answer')
    await page.locator('[name="authorizationNumber"][aria-invalid="true"]').waitFor()
    expect(await valuesOf('amount', 'bankReference', 'note')).toEqual(['1.00', 'REF 42', 'Called the bank'])
    await field('authorizationNumber').fill('A1B2C3')
    await field('acceptedAmount').check()
    await shoot(page, 'portal-without-scripts-certify')
    await submit('Record the answer')
    await page.getByTestId('ship').waitFor()
  })

  test('of a shipment, but no card number', async () => {
    await open(`orders/${samples.certified.code}`)
    await field('carrier').fill('4242 4242 4242 4242')
    await field('trackingUrl').fill('javascript:alert(1)')
    await submit('Mark as shipped')
    await page.locator('[name="carrier"][aria-invalid="true"]').waitFor()
    expect(await valuesOf('carrier', 'trackingUrl')).toEqual(['', 'javascript:alert(1)'])
    expect(await page.content()).not.toContain('4242 4242')
    await field('carrier').fill('Parcel & Sons')
    const refused = page.waitForEvent('domcontentloaded')
    await submit('Mark as shipped')
    await refused
    await page.locator('[name="trackingUrl"][aria-invalid="true"]').waitFor()
    expect(await valuesOf('carrier', 'trackingUrl')).toEqual(['Parcel & Sons', 'javascript:alert(1)'])
  })

  test('of the refund of an unmatched payment, in its dialog', async () => {
    await open('unmatched-payments')
    const openDialog = () => submit('Record a refund')
    await openDialog()
    await field('amount').fill('twelve')
    await field('bankReference').fill('REF 7')
    await field('note').fill('Sent back today')
    await shoot(page, 'portal-without-scripts-refund')
    await page.getByRole('alertdialog').getByRole('button').last().click()
    await page.getByRole('alert').first().waitFor()
    await openDialog()
    expect(await valuesOf('amount', 'bankReference', 'note')).toEqual(['twelve', 'REF 7', 'Sent back today'])
  })
})

test('a form submitted and refused before the scripts are loaded shows what was typed when they are', async () => {
  page = await openPage(true)
  await signIn(page)
  await page.waitForURL('**/shops')
  const release = await holdScripts(page)
  await page.goto(`${environment.run.portal}/${SLUG}/settings/shop`, { waitUntil: 'commit' })
  await field('orderDelaySeconds').fill('61')
  await field('orderDelaySecondsUnit').selectOption('days')
  await field('orderPageUrl').fill('https://elsewhere.example/order')
  await submit('Save')
  await page.locator('[name="orderPageUrl"][aria-invalid="true"]').waitFor()
  release()
  await waitForHydration(page)
  expect(await valuesOf('orderDelaySeconds', 'orderDelaySecondsUnit', 'orderPageUrl')).toEqual([
    '61',
    'days',
    'https://elsewhere.example/order',
  ])
  await page.context().close()
})
