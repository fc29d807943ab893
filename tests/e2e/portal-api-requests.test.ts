import type { APIResponse, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readMetrics } from '../../services/api/test/metrics.ts'
import { findShop } from '../traffic/find-shop.ts'
import { startApiCounter, type ApiCounter, type ApiRequests } from './api-counter.ts'
import { openContext, shoot, waitForHydration } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { portalPaths } from './portal-paths.ts'
import { routesOf } from './route-files.ts'
import { createSampleOrders } from './sample-orders.ts'
import { signIn } from './sign-in.ts'

const SLUG = 'northfold'
const ONE_QUERY = { queries: 1, mutations: 0 }

let environment: Environment
let counter: ApiCounter
/** The paths of every route, and paths that lead elsewhere. */
let paths: Record<string, string[]>

beforeAll(async () => {
  counter = await startApiCounter()
  environment = await startEnvironment(undefined, (server) =>
    server.name === 'portal' ? { ...server, env: { ...server.env, API_URL: counter.url } } : server,
  )
  const { run } = environment
  counter.forwardTo(run.api)
  const shop = findShop(run, SLUG)
  paths = {
    ...portalPaths(shop, await createSampleOrders(run, shop)),
    ...Object.fromEntries(
      ['/sign-in', '/sign-up', '/forgot-password', '/reset-password', '/invitation'].map((path) => [
        path,
        [path],
      ]),
    ),
    'pages that redirect': ['/', `/${SLUG}`, `/${SLUG}/settings`, '/shops', '/no-such-shop/orders'],
    'an unknown order': [`/${SLUG}/orders/NOBODY`],
  }
})
afterAll(async () => {
  await environment?.stop()
  await counter?.stop()
})

const MEMBERS = [
  { name: 'an owner', worksInSeveralShops: false },
  { name: 'a member without access to the settings', worksInSeveralShops: true },
]

/** The portal's path to which a response redirects, or null. */
function redirectOf(response: APIResponse): string | null {
  const { location } = response.headers()
  if (location === undefined) return null
  const { pathname, search } = new URL(location, response.url())
  return pathname + search
}

interface PageLoad extends ApiRequests {
  path: string
}

const withTooManyRequests = (loads: PageLoad[]): PageLoad[] =>
  loads.filter(({ queries, mutations }) => queries > 1 || mutations > 0)

/** Loads a page from the server and follows its redirects. Returns each response with the API requests for it. */
async function loadFromServer(page: Page, path: string): Promise<PageLoad[]> {
  counter.take()
  const response = await page.request.get(environment.run.portal + path, { maxRedirects: 0 })
  const load = { path, ...counter.take() }
  const next = redirectOf(response)
  return next === null ? [load] : [load, ...(await loadFromServer(page, next))]
}

/** Opens a path as a link of the open page does. Returns each request for the data of a page with its API requests. */
async function openByLink(page: Page, path: string): Promise<PageLoad[]> {
  const loads: PageLoad[] = []
  const countLast = () => Object.assign(loads.at(-1) ?? {}, counter.take())
  await page.route('**/__data.json*', async (route) => {
    countLast()
    loads.push({ path: new URL(route.request().url()).pathname, queries: 0, mutations: 0 })
    await route.continue()
  })
  await page.evaluate((href) => {
    const link = document.createElement('a')
    link.href = href
    link.textContent = 'Link of this test'
    link.id = 'link-of-this-test'
    document.body.prepend(link)
  }, path)
  counter.take()
  const opened = page.waitForEvent('framenavigated')
  await page.locator('#link-of-this-test').click()
  await opened
  countLast()
  await page.locator('#link-of-this-test').evaluateAll((links) => links.forEach((link) => link.remove()))
  await page.unrouteAll({ behavior: 'wait' })
  return loads
}

test('every route of the portal is visited', () => {
  expect(Object.keys(paths)).toEqual(expect.arrayContaining(routesOf('portal')))
})

describe.each(MEMBERS)('for $name, the portal makes at most one API request', ({ worksInSeveralShops }) => {
  let page: Page
  beforeAll(async () => {
    const { browser, run } = environment
    page = await signIn(browser, run, { locale: 'en-GB', width: 'wide' }, SLUG, worksInSeveralShops)
  })
  afterAll(() => page?.context().close())

  test('for a page that is loaded from the server', async () => {
    const loads: PageLoad[] = []
    for (const path of Object.values(paths).flat()) loads.push(...(await loadFromServer(page, path)))
    expect(withTooManyRequests(loads)).toEqual([])
    // So that the test fails if the portal's requests are no longer counted.
    expect(loads.find(({ path }) => path === `/${SLUG}/orders`)).toMatchObject(ONE_QUERY)
  })

  test('for a page that is opened by a link, from another page of the shop or from one outside', async () => {
    const all = Object.values(paths).flat()
    // The pages are the same for every member: once is enough for this longer way.
    const fromOutside = worksInSeveralShops ? [] : all.flatMap((path) => ['/account', path])
    await page.goto(`${environment.run.portal}/account`)
    await waitForHydration(page)
    const loads: PageLoad[] = []
    for (const path of [...all, ...fromOutside]) loads.push(...(await openByLink(page, path)))
    expect(withTooManyRequests(loads)).toEqual([])
    expect(loads.filter(({ path }) => path === `/${SLUG}/orders/__data.json`)).toContainEqual(
      expect.objectContaining(ONE_QUERY),
    )
  })
})

describe('a form is submitted by one mutation and no query', () => {
  let page: Page
  beforeAll(async () => {
    page = await signIn(environment.browser, environment.run, { locale: 'en-GB', width: 'wide' }, SLUG, false)
  })
  afterAll(() => page?.context().close())

  const submit = async (action: string, headers: Record<string, string>) => {
    const { portal } = environment.run
    counter.take()
    const form = { name: '', environment: 'TEST', brand: 'other', paymentUrl: '' }
    await page.request.post(portal + action, { form, headers: { origin: portal, ...headers } })
    return counter.take()
  }

  const actions = () => [
    `/${SLUG}/settings/banks/new/monetico?/add`,
    `${paths['/[shop]/settings/banks/[id]']?.[0]}?/change`,
    `/${SLUG}/settings/card-mail?/setOpenPgpRequired`,
  ]

  test('with JavaScript', async () => {
    const headers = { accept: 'application/json', 'x-sveltekit-action': 'true' }
    for (const action of actions())
      expect(await submit(action, headers), action).toEqual({ queries: 0, mutations: 1 })
  })

  test('without JavaScript, and one query loads the page again', async () => {
    for (const action of actions())
      expect(await submit(action, { accept: 'text/html' }), action).toEqual({ queries: 1, mutations: 1 })
  })
})

describe('a form shows, and keeps what was typed, when', () => {
  let page: Page
  beforeAll(async () => {
    page = await signIn(environment.browser, environment.run, { locale: 'en-GB', width: 'wide' }, SLUG, false)
    await page.goto(`${environment.run.portal}/${SLUG}/settings/shop`)
    await waitForHydration(page)
    await page.locator('[name="orderDelaySeconds"]').fill('17')
  })
  afterAll(() => page?.context().close())

  const pageErrors = async () =>
    (await readMetrics(environment.run.metrics.portal)).get('triclic_unexpected_errors_total{place="page"}')

  const save = async (message: RegExp) => {
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('alert').getByText(message).waitFor()
    expect(await page.locator('[name="orderDelaySeconds"]').inputValue()).toBe('17')
  }

  test('a proxy in front of the API limits requests, which is no unexpected error', async () => {
    const before = await pageErrors()
    counter.answerNext(429, { 'retry-after': '120' })
    await save(/Try again in 2 minutes/)
    expect(await pageErrors()).toBe(before)
  })

  test('an unexpected error of the portal occurred, with the reference under which it is logged', async () => {
    const before = Number(await pageErrors())
    // The portal expects no redirect from the API.
    counter.answerNext(302, { location: '/' })
    await save(/Reference [0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/)
    await shoot(page, 'portal-form-unexpected-error')
    expect(await pageErrors()).toBe(before + 1)
  })
})

test('a dialog that was refused without JavaScript shows the reason when it is opened again', async () => {
  const look = { locale: 'en-GB', width: 'wide' } as const
  const { browser, run } = environment
  const signedIn = await signIn(browser, run, look, SLUG, false)
  const storageState = await signedIn.context().storageState()
  const page = await (await openContext(browser, look, { javaScriptEnabled: false, storageState })).newPage()
  await page.goto(`${run.portal}/${SLUG}/settings/card-mail`)
  const openDialog = () => page.getByRole('button', { name: 'Require encryption' }).click()
  await openDialog()
  counter.answerNext(429, { 'retry-after': '120' })
  await page.getByRole('alertdialog').getByRole('button').last().click()
  await page.getByRole('alert').waitFor()
  await openDialog()
  await page.getByRole('alertdialog').getByText('Try again in 2 minutes').waitFor()
  await shoot(page, 'portal-without-scripts-refused-dialog')
})
