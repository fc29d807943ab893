import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { shoot, waitForHydration } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { signIn } from './sign-in.ts'

const SLUG = 'northfold'

let environment: Environment
let page: Page
beforeAll(async () => {
  environment = await startEnvironment(['api', 'portal'])
  page = await signIn(environment.browser, environment.run, { locale: 'en-GB', width: 'wide' }, SLUG, false)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await open()
}, 120_000)
afterAll(() => environment?.stop())

async function open(): Promise<void> {
  await page.goto(`${environment.run.portal}/${SLUG}/products/edit`)
  await waitForHydration(page)
}
const cell = (row: number, column: number) => page.locator(`[data-cell="${row}.${column}"]`)
const press = (...keys: string[]) =>
  keys.reduce((done, key) => done.then(() => page.keyboard.press(key)), Promise.resolve())
const focused = () => page.evaluate<string>('document.activeElement.dataset.cell')
const valuesOf = (...places: [number, number][]) =>
  Promise.all(places.map(([row, column]) => cell(row, column).inputValue()))
const changed = () => page.getByTestId('changed-cells').innerText()

/** Presses Tab until the page's script says that the element with the focus is meant. */
async function tabUntil(isThere: string): Promise<void> {
  for (let presses = 0; presses < 150; presses++) {
    if (await page.evaluate<boolean>(`Boolean(${isThere})`)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`The Tab key does not reach what this finds: ${isThere}`)
}

/** Goes to a cell with the keys that a person without a mouse has. */
async function goTo(row: number, column: number): Promise<void> {
  await tabUntil('document.activeElement.dataset.cell')
  const [atRow = 0, atColumn = 0] = (await focused()).split('.').map(Number)
  const keys = (difference: number, more: string, less: string) =>
    Array<string>(Math.abs(difference)).fill(difference > 0 ? more : less)
  await press(
    ...keys(row - atRow, 'ArrowDown', 'ArrowUp'),
    ...keys(column - atColumn, 'ArrowRight', 'ArrowLeft'),
  )
  expect(await focused()).toBe(`${row}.${column}`)
}

const save = () => press('Control+s')

async function pasteText(text: string): Promise<void> {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text)
  await press('Control+v')
}

test('arrows, Enter and Escape move through the sheet and edit it', async () => {
  await goTo(0, 0)
  await page.keyboard.type('15')
  await press('ArrowDown')
  await page.keyboard.type('16,5')
  await press('Enter', 'ArrowUp', 'ArrowRight', 'ArrowRight')
  expect(await focused()).toBe('1.2')
  await page.keyboard.type('999')
  await press('Escape')
  expect(await valuesOf([0, 0], [1, 0])).toEqual(['15.00', '16.50'])
  expect(await changed()).toBe('2 cells changed')
  expect(await page.locator('[data-changed]').count()).toBe(2)
})

test('a table is pasted, taken back and repeated', async () => {
  const before = await valuesOf([2, 0], [2, 1], [3, 0], [3, 1])
  await goTo(2, 0)
  await pasteText('1,234.50\t1 500,00 £\ncheap\t20\n')
  expect(await valuesOf([2, 0], [2, 1], [3, 0], [3, 1])).toEqual(['1234.50', '1500.00', 'cheap', '20.00'])
  expect(await page.getByRole('status').filter({ hasText: 'Cells pasted: 4.' }).innerText()).toContain(
    'row 4, Price',
  )
  expect(await cell(3, 0).getAttribute('aria-invalid')).toBe('true')
  await shoot(page, 'portal-product-sheet-pasted')
  await press('Control+z')
  expect(await valuesOf([2, 0], [2, 1], [3, 0], [3, 1])).toEqual(before)
  await press('Control+Shift+z')
  expect(await valuesOf([3, 0])).toEqual(['cheap'])
})

test('a cell that cannot be saved is shown, and nothing is saved', async () => {
  await save()
  await expect.poll(focused).toBe('3.0')
  await open()
  expect(await valuesOf([0, 0])).not.toEqual(['15.00'])
})

test('all changes are saved at once, and stay', async () => {
  await goTo(0, 0)
  await page.keyboard.type('15')
  await press('ArrowDown')
  await page.keyboard.type('16,5')
  await press('Enter')
  await goTo(2, 2)
  await page.keyboard.type('42')
  await press('Tab')
  await page.keyboard.type('5')
  await press('Enter')
  await save()
  await page.getByText('Saved.').waitFor()
  expect(await changed()).toBe('')
  await open()
  expect(await valuesOf([0, 0], [1, 0], [2, 2], [2, 3])).toEqual(['15.00', '16.50', '42', '5'])
})

test('a count that somebody else changed meanwhile is refused at its cell', async () => {
  const colleague = await page.context().newPage()
  await colleague.goto(page.url())
  await waitForHydration(colleague)
  await colleague.locator('[data-cell="2.2"]').fill('41')
  await colleague.getByRole('button', { name: 'Save' }).click()
  await colleague.getByText('Saved.').waitFor()
  await colleague.close()
  await cell(2, 2).fill('50')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The stock changed meanwhile').waitFor()
  expect(await focused()).toBe('2.2')
  expect(await cell(2, 2).inputValue()).toBe('50')
})
