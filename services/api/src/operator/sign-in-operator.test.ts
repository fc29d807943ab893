import 'reflect-metadata'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { graphql, startTestApi, type TestApi } from '../../test/api.ts'
import { useIsolatedStores } from '../../test/isolated-stores.ts'
import { createMember, trySignIn } from '../../test/member.ts'
import { cookieOf, formOf, startTestOperatorPage, type TestOperatorPage } from '../../test/operator-page.ts'
import { createShop } from '../../test/shop.ts'
import { createOperator } from './create-operator.ts'
import { removeOperator } from './remove-operator.ts'
import { resetOperator } from './reset-operator.ts'

let stores: Awaited<ReturnType<typeof useIsolatedStores>>
let api: TestApi
let page: TestOperatorPage
beforeAll(async () => {
  stores = await useIsolatedStores()
  api = await startTestApi()
  page = await startTestOperatorPage()
}, 60_000)
afterAll(async () => {
  await page?.stop()
  await api?.stop()
  await stores?.drop()
})

const forget = () => api.owner.query('delete from operator_attempt')
const newAccount = (name: string) =>
  createOperator(page.commands, page.operatorKeys, { email: `${name}@operators.test` })

describe('a sign-in', () => {
  test('with address, password and code opens the page, until the operator signs out', async () => {
    expect((await page.get('/')).headers.get('location')).toMatch(/^\/sign-in/)
    const signedIn = await page.post('/sign-in?lang=en', formOf(page.account))
    expect([signedIn.status, signedIn.headers.get('location')]).toEqual([303, '/?lang=en'])
    expect(signedIn.headers.get('set-cookie')).toMatch(
      /^triclic_operator=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    )
    const cookie = cookieOf(signedIn)
    const shown = await page.get('/?lang=en', { cookie })
    expect([shown.status, await shown.text()]).toEqual([200, expect.stringContaining('Servers and stores')])
    await page.post('/sign-out', {}, { cookie })
    expect((await page.get('/', { cookie })).status).toBe(303)
  })

  test.each([
    ['another password', { password: 'wrong' }],
    ['another code', { code: '000000' }],
    ['no code', { code: '' }],
    ['an unknown address', { email: 'nobody@operators.test' }],
  ])('with %s is refused with the same sentence', async (_what, change) => {
    await forget()
    const account = await newAccount(`refused-${Object.keys(change)[0]}-${Object.values(change)[0]?.length}`)
    const response = await page.post('/sign-in?lang=en', { ...formOf(account), ...change })
    expect(response.status).toBe(401)
    expect(await response.text()).toContain('The address, the password or the code is wrong.')
    expect(response.headers.get('set-cookie')).toBeNull()
  })

  test('with a code that was used is refused', async () => {
    await forget()
    const account = await newAccount('replayed')
    const form = formOf(account)
    expect((await page.post('/sign-in', form)).status).toBe(303)
    expect((await page.post('/sign-in', form)).status).toBe(401)
    expect((await page.post('/sign-in', formOf(account, 1))).status).toBe(303)
  })

  test('from another site is refused, and so is one without an origin', async () => {
    await forget()
    const account = await newAccount('forged')
    for (const origin of ['https://evil.example', 'null'])
      expect((await page.post('/sign-in', formOf(account), { origin })).status).toBe(403)
    const withoutOrigin = await fetch(`${page.url}/sign-in`, {
      method: 'POST',
      body: new URLSearchParams(formOf(account)),
    })
    expect(withoutOrigin.status).toBe(403)
  })

  test('has to wait after five failures, even with the right password', async () => {
    await forget()
    const account = await newAccount('guessed')
    for (let failure = 0; failure < 5; failure++)
      expect((await page.post('/sign-in', { ...formOf(account), code: '000000' })).status).toBe(401)
    const response = await page.post('/sign-in?lang=fr', formOf(account))
    expect(response.status).toBe(429)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await response.text()).toContain('Trop de tentatives')
    await api.owner.query("update operator_attempt set retry_at = now() - interval '1 second'")
    expect((await page.post('/sign-in', formOf(account))).status).toBe(303)
  })
})

describe('a session', () => {
  const open = async (name: string) => {
    await forget()
    const account = await newAccount(name)
    return { account, cookie: cookieOf(await page.post('/sign-in', formOf(account))) }
  }
  const statusWith = async (cookie: string) => (await page.get('/', { cookie })).status

  test.each([
    ['half an hour without a request', 'last_used_at', '31 minutes'],
    ['eight hours', 'created_at', '481 minutes'],
  ])('ends after %s', async (_what, column, age) => {
    const { cookie } = await open(column.replace('_', '-'))
    expect(await statusWith(cookie)).toBe(200)
    await api.owner.query(`update operator_session set ${column} = now() - interval '${age}'`)
    expect(await statusWith(cookie)).toBe(303)
  })

  test('ends when the account gets new credentials, of which only the new ones sign in, and when it is removed', async () => {
    const { account, cookie } = await open('reset')
    const renewed = await resetOperator(page.commands, page.operatorKeys, account)
    expect(await statusWith(cookie)).toBe(303)
    expect((await page.post('/sign-in', formOf(account, 1))).status).toBe(401)
    const again = cookieOf(await page.post('/sign-in', formOf(renewed)))
    expect(await statusWith(again)).toBe(200)
    await removeOperator(page.commands, account)
    expect(await statusWith(again)).toBe(303)
  })

  test('of a member is refused here, and one of an operator by the merchant API', async () => {
    const shop = await createShop(api)
    const member = await createMember(api, [{ shop, role: 'OWNER' }])
    const { token } = (await trySignIn(api, member)).signIn ?? {}
    expect(await statusWith(`triclic_operator=${token}`)).toBe(303)
    expect((await page.post('/sign-in', { ...member, code: '000000' })).status).toBe(401)

    const { cookie } = await open('no-member')
    const { errors } = await graphql(
      `${api.url}/merchant/graphql`,
      '{ viewer { email } }',
      {},
      { authorization: `Bearer ${cookie.split('=')[1]}` },
    )
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED'])
  })

  test('has a cookie for this host and TLS only, where the page is reached over TLS', async () => {
    const secure = await startTestOperatorPage({ OPERATOR_URL: 'https://operator.example' })
    await forget()
    const origin = { origin: 'https://operator.example' }
    const response = await secure.post('/sign-in', formOf(secure.account), origin)
    expect(response.headers.get('set-cookie')).toMatch(
      /^__Host-triclic_operator=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/,
    )
    await secure.stop()
  })
})
