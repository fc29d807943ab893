import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openContext, shoot, waitForHydration } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { collectReports } from './page-check.ts'
import { signIn } from './sign-in.ts'

const SLUG = 'northfold'

let environment: Environment
let page: Page
beforeAll(async () => {
  environment = await startEnvironment(['api', 'portal'])
  page = await signIn(environment.browser, environment.run, { locale: 'en-GB', width: 'wide' }, SLUG, false)
}, 120_000)
afterAll(() => environment?.stop())

const address = (path: string) => `${environment.run.portal}/${SLUG}/${path}`
const field = (label: string, on = page) => on.getByLabel(label, { exact: true })
const editor = () => page.getByTestId('rich-text')

async function open(path: string, on = page): Promise<void> {
  await on.goto(address(path))
  await waitForHydration(on)
}

/** Moves the focus with the Tab key to the field or button with this accessible name. */
async function tabTo(name: string): Promise<void> {
  const target = await page
    .getByLabel(name, { exact: true })
    .or(page.getByRole('button', { name, exact: true }))
    .first()
    .elementHandle()
  for (let presses = 0; presses < 80; presses++) {
    if (await page.evaluate((element) => element === element?.ownerDocument.activeElement, target)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`The Tab key does not reach “${name}”`)
}

async function type(name: string, text: string): Promise<void> {
  await tabTo(name)
  await page.keyboard.press('Control+a')
  await page.keyboard.type(text)
}

describe('with the keyboard alone', () => {
  test('a product with options is written, corrected, saved and changed', async () => {
    await open('products/new')
    await type('Name', 'Linen shirt')
    await tabTo('Bold')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Washed ')
    await page.keyboard.press('Control+b')
    await page.keyboard.type('linen')
    await tabTo('Add option')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Size')
    await page.keyboard.press('Tab')
    await page.keyboard.type('S, M')
    await page.keyboard.press('Enter')
    await type('Price, S', '49,x')
    await page.keyboard.press('Control+s')

    // Both prices are wrong; the focus goes to the first.
    expect(await page.getByTestId('error-count').innerText()).toContain('2 fields')
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('Price, S')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('49')
    await type('On hand, S', '7')
    await type('Price, M', '1 049,50')
    await tabTo('Create product')
    await page.keyboard.press('Enter')
    await page.getByTestId('created').waitFor()

    expect(await field('Price, M').inputValue()).toBe('1049.50')
    expect(await page.locator('[name="descriptionHtml"]').inputValue()).toBe(
      '<p>Washed <strong>linen</strong></p>',
    )
    expect(await page.locator('[name="slug"]').inputValue()).toBe('linen-shirt')
    expect(await page.getByTestId('product-status').innerText()).toBe('Draft')
    await shoot(page, 'portal-product-created')

    await type('Add a value to Size', 'L')
    await page.keyboard.press('Enter')
    expect(await field('Price, L').inputValue()).toBe('1049.50')
    await type('Price, L', '59')
    await tabTo('Save')
    await page.keyboard.press('Enter')
    await page.getByText('Saved.').waitFor()
    expect(await page.evaluate('document.activeElement.textContent.trim()')).toBe('Save')
    await open(new URL(page.url()).pathname.replace(`/${SLUG}/`, ''))
    expect(await page.getByTestId('variants').locator('tbody tr').count()).toBe(3)
    expect(await field('Price, L').inputValue()).toBe('59.00')
  })

  test('renaming an option and a value keeps variants, and the SKU that was made', async () => {
    const sku = await field('SKU, S').inputValue()
    await type('Option name', 'Shirt size')
    await page.keyboard.press('Enter')
    await page.getByLabel('Value of Shirt size').first().focus()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('Small')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+s')
    await page.getByText('Saved.').waitFor()
    expect(await field('SKU, Small').inputValue()).toBe(sku)
    expect(await field('Price, Small').inputValue()).toBe('49.00')
  })
})

test('what is pasted keeps only what the shop can show', async () => {
  await open('products/new')
  const takeReports = collectReports(page)
  await editor().focus()
  await page.evaluate(() => {
    const data = new DataTransfer()
    data.setData(
      'text/html',
      `<h1 style="color: red">Title</h1><p onclick="alert(1)">One <b style="font-weight: normal">two</b> <span style="font-weight: 700">three</span>
       <a href="javascript:alert(1)">four</a> <a href="https://example.com/">five</a><img src="https://example.com/x.png"></p><table><tr><td>six</td></tr></table><script>alert(1)</script>`,
    )
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    )
  })
  const html = await page.locator('[name="descriptionHtml"]').inputValue()
  expect(html).toBe(
    '<h2>Title</h2><p>One two <strong>three</strong> four <a href="https://example.com/">five</a></p><p>six</p>',
  )
  expect(takeReports()).toEqual([])
})

describe('two people edit a product', () => {
  test('the second is shown what the first changed, chooses, and saves', async () => {
    await open('products')
    await page.getByRole('link', { name: 'Linen shirt' }).click()
    await page.waitForURL(/products\/[0-9a-f-]{36}/)
    await waitForHydration(page)
    const colleague = await page.context().newPage()
    await colleague.goto(page.url())
    await waitForHydration(colleague)
    await field('Name', colleague).fill('Their shirt')
    await field('Price, Small', colleague).fill('45')
    await colleague.keyboard.press('Control+s')
    await colleague.getByText('Saved.').waitFor()
    await colleague.close()

    await field('Name').fill('My shirt')
    await page.keyboard.press('Control+s')
    const changes = page.getByTestId('meanwhile-changes')
    await changes.waitFor()
    expect(await changes.getByRole('group').count()).toBe(2)
    expect(await field('Name').inputValue()).toBe('My shirt')
    await shoot(page, 'portal-product-changed-meanwhile')
    // Saving waits for the choice: it would replace what the other person saved, unseen.
    await page.keyboard.press('Control+s')
    await page.getByText('Choose above what to keep, then save.').waitFor()
    expect(await changes.isVisible()).toBe(true)
    await page.getByRole('button', { name: 'Use these choices' }).click()
    expect(await field('Price, Small').inputValue()).toBe('45.00')
    await page.keyboard.press('Control+s')
    await page.getByText('Saved.').waitFor()
    await open(new URL(page.url()).pathname.replace(`/${SLUG}/`, ''))
    expect([await field('Name').inputValue(), await field('Price, Small').inputValue()]).toEqual([
      'My shirt',
      '45.00',
    ])
  })
})

test('what is typed while the form is saved stays, and is saved the next time', async () => {
  await page.route(
    ({ search }) => search.startsWith('?/change'),
    async (route) => {
      await field('Name').fill('Typed meanwhile')
      await route.continue()
    },
    { times: 1 },
  )
  await field('Web address').fill('another-address')
  await page.keyboard.press('Control+s')
  await page.locator('[aria-busy="true"]').waitFor()
  await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' })
  expect(await field('Name').inputValue()).toBe('Typed meanwhile')
  await page.keyboard.press('Control+s')
  await page.getByText('Saved.').waitFor()
  await page.reload()
  await waitForHydration(page)
  expect([await field('Name').inputValue(), await field('Web address').inputValue()]).toEqual([
    'Typed meanwhile',
    'another-address',
  ])
})

test('unsaved changes are not left without a question', async () => {
  await field('Name').fill('Forgotten')
  const questions: string[] = []
  page.on('dialog', (dialog) => {
    questions.push(dialog.message())
    void dialog.dismiss()
  })
  const before = page.url()
  await page.getByRole('link', { name: 'Orders' }).click()
  await page.waitForTimeout(300)
  expect(page.url()).toBe(before)
  expect(questions).toEqual(['Leave this page? Your changes are not saved.'])
})

test('without scripts, a product is created, and a refused form shows what was typed', async () => {
  const context = await openContext(
    environment.browser,
    { locale: 'en-GB', width: 'narrow' },
    { javaScriptEnabled: false },
  )
  await context.addCookies(await page.context().cookies())
  const plain = await context.newPage()
  await plain.goto(address('products/new'))
  await field('Name', plain).fill('Candle')
  await field('Description', plain).fill('<p>Beeswax</p>')
  await field('Price (GBP)', plain).fill('nine')
  await plain.getByRole('button', { name: 'Create product' }).click()
  await plain.locator('[name="variants.0.price"][aria-invalid="true"]').waitFor()
  expect(await field('Name', plain).inputValue()).toBe('Candle')
  expect(await field('Description', plain).inputValue()).toBe('<p>Beeswax</p>')
  await field('Price (GBP)', plain).fill('9.50')
  await plain.getByRole('button', { name: 'Create product' }).click()
  await plain.getByTestId('created').waitFor()
  expect(await field('Price (GBP)', plain).inputValue()).toBe('9.50')
  await context.close()
})
