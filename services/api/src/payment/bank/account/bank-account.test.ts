import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { graphql, type TestApi } from '../../../testing/test-api.ts'
import {
  CONTRACTS,
  placeTestOrder,
  startApiAndBank,
  tellBank,
  type Contract,
  type TestBank,
} from '../../../testing/test-bank.ts'
import { merchant, seatIn } from '../../../testing/test-member.ts'
import { createShop, type ShopWishes, type TestShop } from '../../../testing/test-shop.ts'
import type { BankEnvironment, BankProtocolName } from '../bank.ts'
import { signLyra } from '../protocols/lyra.ts'

let api: TestApi
let bank: TestBank
let stop: (() => Promise<void>) | undefined

beforeAll(async () => {
  ;({ api, bank, stop } = await startApiAndBank([1]))
})
afterAll(() => stop?.())

interface Redirect {
  method: string
  url: string
  fields: { name: string; value: string }[]
}
interface Trial {
  id: string
  status: string
  notifiedAt: string | null
  refusals: { reason: string; advice: string }[]
}
interface Account {
  id: string
  name: string
  environment: BankEnvironment
  enabled: boolean
  triedAt: string | null
  fields: { name: string; isSet: boolean; value: string | null; setAt: string | null }[]
  trial: Trial | null
}
interface Answer {
  bankAccount: Account | null
  redirect: Redirect | null
  trial: Trial | null
  userErrors: { code: string; field: string[] | null }[]
}

const ACCOUNT = `id name environment enabled triedAt fields { name isSet value setAt }
  trial { id status notifiedAt refusals { reason advice } }`
const ADD = `mutation ($input: AddBankAccountInput!) {
  answer: addBankAccount(input: $input) { bankAccount { ${ACCOUNT} } userErrors { code field } } }`
const CHANGE = `mutation ($input: ChangeBankAccountInput!) {
  answer: changeBankAccount(input: $input) { bankAccount { ${ACCOUNT} } userErrors { code field } } }`
const byId = (name: string) =>
  `mutation ($id: ID!) { answer: ${name}(id: $id) { userErrors { code field } } }`
const TRY = `mutation ($id: ID!, $accept: Boolean!) { answer: tryBankAccount(id: $id, acceptRealPayment: $accept) {
  redirect { method url fields { name value } } trial { id status notifiedAt } userErrors { code field } } }`

/** As long as Lyra's own. */
const LYRA_KEYS = { testKey: '0123456789abcdef', productionKey: 'fedcba9876543210' }

/** A shop, its owner at work in it, and a contract with the bank. */
async function openDesk(
  protocol: BankProtocolName = 'lyra',
  environment: BankEnvironment = 'TEST',
  wishes: ShopWishes = {},
) {
  const shop = await createShop(api, wishes)
  const headers = await seatIn(api, shop, 'OWNER')
  const contract = await CONTRACTS[protocol](bank, shop, environment)
  if (protocol === 'lyra') Object.assign(contract.credentials, LYRA_KEYS)
  await tellBank(api, bank, shop, protocol, { ...contract.credentials, mode: environment })
  const ask = async (query: string, variables: Record<string, unknown>): Promise<Answer> => {
    const { data, errors } = await merchant<{ answer: Answer }>(api, query, variables, headers)
    expect(errors).toBeUndefined()
    return data.answer
  }
  const input = (change: object = {}) => ({ input: inputOf(protocol, environment, contract, change) })
  return { shop, headers, contract, environment, ask, input, show: (id: string) => show(headers, id) }
}
type Desk = Awaited<ReturnType<typeof openDesk>>

const inputOf = (
  protocol: BankProtocolName,
  environment: BankEnvironment,
  { path, credentials }: Contract,
  change: object,
) => ({
  protocol,
  name: 'Ma banque',
  environment,
  paymentUrl: `${bank.url}${path}`,
  fields: Object.entries(credentials).map(([name, value]) => ({ name, value })),
  ...change,
})

async function show(headers: Record<string, string>, id: string): Promise<Account | null> {
  const query = `query ($id: ID!) { bankAccount(id: $id) { ${ACCOUNT} } }`
  const { data } = await merchant<{ bankAccount: Account | null }>(api, query, { id }, headers)
  return data.bankAccount
}

async function add(desk: Desk): Promise<string> {
  const { bankAccount, userErrors } = await desk.ask(ADD, desk.input())
  expect(userErrors).toEqual([])
  return bankAccount?.id ?? ''
}

/** Submits the form as a browser does: the bank's payment, or none when the bank refused the form. */
async function submit(redirect: Redirect | null): Promise<string | null> {
  const fields = (redirect?.fields ?? []).map(({ name, value }): [string, string] => [name, value])
  const response = await fetch(redirect?.url ?? '', {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
  })
  return response.headers.get('location')?.split('/').at(-1) ?? null
}

const decide = (payment: string | null, outcome: string, misbehaviour?: object) =>
  bank.call('POST', `/api/payments/${payment}/decide`, { outcome, ...(misbehaviour && { misbehaviour }) })

async function tryBank(desk: Desk, id: string): Promise<string | null> {
  const { redirect, userErrors } = await desk.ask(TRY, { id, accept: true })
  expect(userErrors).toEqual([])
  return submit(redirect)
}

/** A buyer leaves for the bank: the payment there, and how its order stands. */
async function leave({ shop }: Desk, bankId: string) {
  const order = await placeTestOrder(api, shop)
  const query = `mutation ($input: PayByBankInput!) { payByBank(input: $input) { redirect { method url fields { name value } } } }`
  const input = { orderCode: order.code, orderToken: order.token, bankId, returnUrl: `${shop.origin}/back` }
  const { data } = await graphql<{ payByBank: { redirect: Redirect } }>(
    `${api.url}/graphql`,
    query,
    { input },
    order.headers,
  )
  const status = () =>
    rows<{ status: string }>(shop, 'select status from "order" where code = $1', order.code)
  return {
    payment: await submit(data.payByBank.redirect),
    status: async () => (await status())[0]?.status,
  }
}

async function rows<T>({ id }: TestShop, sql: string, ...params: unknown[]): Promise<T[]> {
  await api.owner.query('begin')
  await api.owner.query("select set_config('app.shop_id', $1, true)", [id])
  const found = await api.owner.query(sql, params)
  await api.owner.query('commit')
  return found.rows as T[]
}

const storefront = async ({ key }: TestShop) => {
  const query = '{ shop { paymentModes banks { id name } } }'
  const { data } = await graphql<{ shop: { paymentModes: string[]; banks: { name: string }[] } }>(
    `${api.url}/graphql`,
    query,
    {},
    { 'x-shop-key': key },
  )
  return data.shop
}

const protocols: BankProtocolName[] = ['lyra', 'paybox', 'monetico', 'sips']

describe.each(protocols)('%s', (protocol) => {
  test('is added with keys that are never told again, tried, and offered to buyers', async () => {
    const desk = await openDesk(protocol, 'TEST', { paymentModes: ['CARD'] })
    const id = await add(desk)
    const secrets = Object.entries(desk.contract.credentials).filter(([name]) => /key$/i.test(name))
    const told = await merchant(
      api,
      `{ bankAccounts { ${ACCOUNT} } bankProtocols { fields { name isSecret } } }`,
      {},
      desk.headers,
    )
    for (const [name, value] of secrets.filter(([key]) => key !== 'publicKey')) {
      expect(JSON.stringify(told.data)).not.toContain(value)
      const [kept] = await rows<{ text: string }>(desk.shop, 'select a::text as text from bank_account a')
      expect(kept?.text).not.toContain(Buffer.from(value).toString('hex'))
      const field = (await desk.show(id))?.fields.find((each) => each.name === name)
      expect(field).toMatchObject({ isSet: true, value: null, setAt: expect.any(String) as string })
    }

    const payment = await tryBank(desk, id)
    expect((await desk.show(id))?.trial).toMatchObject({ status: 'OPEN', notifiedAt: null, refusals: [] })
    await decide(payment, 'paid')
    const account = await desk.show(id)
    expect(account?.trial).toMatchObject({ status: 'PAID', refusals: [] })
    expect(account?.triedAt).toBe(account?.trial?.notifiedAt)

    expect(await storefront(desk.shop)).toEqual({ paymentModes: ['CARD'], banks: [] })
    expect((await desk.ask(byId('enableBankAccount'), { id })).userErrors).toEqual([])
    await expect
      .poll(() => storefront(desk.shop))
      .toEqual({ paymentModes: ['CARD', 'BANK'], banks: [{ id, name: 'Ma banque' }] })
    await desk.ask(byId('disableBankAccount'), { id })
    await expect.poll(async () => (await storefront(desk.shop)).banks).toEqual([])
  })

  test('a trial touches no order, mails nobody, needs no rescue, and leads back to the portal', async () => {
    const desk = await openDesk(protocol)
    const id = await add(desk)
    const payment = await tryBank(desk, id)
    await decide(payment, 'paid')
    for (const table of ['"order"', 'mail', 'rescue', 'bank_attempt'])
      expect(await rows(desk.shop, `select from ${table} where shop_id = $1`, desk.shop.id)).toEqual([])
    const back = await bank.call<{ url: string; method: string; fields: Redirect['fields'] }>(
      'POST',
      `/api/payments/${payment}/return`,
    )
    const body = new URLSearchParams(back.fields.map(({ name, value }): [string, string] => [name, value]))
    const url = back.method === 'GET' ? `${back.url.split('?')[0]}?${mergeQuery(back.url, body)}` : back.url
    const response = await fetch(url, {
      method: back.method,
      redirect: 'manual',
      ...(back.method !== 'GET' && { body }),
    })
    const trial = (await desk.show(id))?.trial?.id
    expect(response.headers.get('location')).toBe(
      `${api.app.env.portalUrl}/${desk.shop.slug}/settings/banks/${id}?returned=${trial}`,
    )
  })

  test('takes money that is not the euro', async () => {
    const desk = await openDesk(protocol, 'TEST', { currency: 'HUF' })
    const id = await add(desk)
    await decide(await tryBank(desk, id), 'paid')
    expect((await desk.show(id))?.trial?.status).toBe('PAID')
    await desk.ask(byId('enableBankAccount'), { id })
    const { payment, status } = await leave(desk, id)
    await decide(payment, 'paid')
    expect(await status()).toBe('PAID')
  })

  test('refused and cancelled end a trial too, and nothing undoes a payment', async () => {
    const desk = await openDesk(protocol)
    const id = await add(desk)
    await decide(await tryBank(desk, id), 'refused')
    expect((await desk.show(id))?.trial?.status).toBe('REFUSED')
    const payment = await tryBank(desk, id)
    await decide(payment, 'paid', { sequence: ['paid', 'refused'] })
    expect((await desk.show(id))?.trial?.status).toBe('PAID')
  })
})

const mergeQuery = (url: string, more: URLSearchParams): string =>
  [new URL(url).search.slice(1), more.toString()].filter(Boolean).join('&')

test('a forgery is on record beside the trial, with what to do, in both languages', async () => {
  const desk = await openDesk()
  const id = await add(desk)
  const payment = await tryBank(desk, id)
  await decide(payment, 'paid', { tamper: 'forged' })
  expect((await desk.show(id))?.trial).toMatchObject({ status: 'OPEN', notifiedAt: null })
  const [english, french] = await Promise.all(
    ['en', 'fr'].map(async (language) => {
      const account = await show({ ...desk.headers, 'accept-language': language }, id)
      return account?.trial?.refusals[0]
    }),
  )
  expect(english).toMatchObject({ reason: 'signature' })
  expect(english?.advice).toContain('The signature was not made with the key kept here')
  expect(french?.advice).toContain('La signature n’est pas faite avec la clé enregistrée ici')
})

test('another amount than was asked for proves nothing', async () => {
  const desk = await openDesk()
  const id = await add(desk)
  await decide(await tryBank(desk, id), 'paid', { tamper: 'amount' })
  expect((await desk.show(id))?.trial?.status).toBe('MISMATCHED')
  expect(await rows(desk.shop, 'select from rescue where shop_id = $1', desk.shop.id)).toEqual([])
})

describe('what is asked for', () => {
  test('all that is wrong is said at once, each at its field', async () => {
    const desk = await openDesk()
    const { userErrors } = await desk.ask(
      ADD,
      desk.input({
        environment: 'PRODUCTION',
        fields: [
          { name: 'siteId', value: '1234' },
          { name: 'testKey', value: 'with a space in it' },
        ],
      }),
    )
    expect(userErrors).toEqual([
      { code: 'BANK_FIELD_INVALID', field: ['fields', 'siteId'] },
      { code: 'BANK_FIELD_INVALID', field: ['fields', 'testKey'] },
      { code: 'REQUIRED', field: ['fields', 'productionKey'] },
    ])
  })

  test.each([
    'http://bank.example/',
    'javascript:alert(1)',
    'https://user:secret@bank.example/',
    'https://bank.example/#here',
    'secure.payzen.eu',
    '',
  ])('%s is no place to send buyers to', async (paymentUrl) => {
    const desk = await openDesk()
    const { userErrors } = await desk.ask(ADD, desk.input({ paymentUrl }))
    expect(userErrors).toEqual([{ code: 'PAYMENT_URL_INVALID', field: ['paymentUrl'] }])
  })

  test('a known bank’s test page takes no real payments', async () => {
    const desk = await openDesk('monetico')
    const paymentUrl = 'https://p.monetico-services.com/test/paiement.cgi'
    const inProduction = await desk.ask(ADD, desk.input({ paymentUrl, environment: 'PRODUCTION' }))
    expect(inProduction.userErrors).toEqual([{ code: 'PAYMENT_URL_INVALID', field: ['paymentUrl'] }])
    expect((await desk.ask(ADD, desk.input({ paymentUrl }))).userErrors).toEqual([])
  })

  test('a page on this machine is for running here alone', async () => {
    const desk = await openDesk()
    api.app.env.apiUrl = 'https://api.example'
    try {
      const { userErrors } = await desk.ask(ADD, desk.input())
      expect(userErrors).toEqual([{ code: 'PAYMENT_URL_INVALID', field: ['paymentUrl'] }])
    } finally {
      api.app.env.apiUrl = api.url
    }
  })

  test('one bank of a protocol, even when added twice at once', async () => {
    const desk = await openDesk()
    const answers = await Promise.all([desk.ask(ADD, desk.input()), desk.ask(ADD, desk.input())])
    expect(answers.flatMap(({ userErrors }) => userErrors)).toEqual([
      { code: 'BANK_ALREADY_ADDED', field: ['protocol'] },
    ])
  })

  test('a real payment is opened only when it is accepted', async () => {
    const desk = await openDesk('lyra', 'PRODUCTION')
    const id = await add(desk)
    const { redirect, userErrors } = await desk.ask(TRY, { id, accept: false })
    expect(redirect).toBeNull()
    expect(userErrors).toEqual([{ code: 'REQUIRED', field: ['acceptRealPayment'] }])
    expect((await desk.ask(TRY, { id, accept: true })).redirect?.url).toContain(bank.url)
  })
})

describe('a change', () => {
  const newKey = 'abcdefghijklmnop'
  const replace = (id: string, more: object = {}) => ({
    input: { id, fields: [{ name: 'testKey', value: newKey }], ...more },
  })

  test('of the name leaves the keys, and what was tried stays tried', async () => {
    const desk = await openDesk()
    const id = await add(desk)
    await decide(await tryBank(desk, id), 'paid')
    const { bankAccount } = await desk.ask(CHANGE, { input: { id, name: 'Autre nom', fields: [] } })
    expect(bankAccount).toMatchObject({ name: 'Autre nom', triedAt: expect.any(String) as string })
    expect(
      await rows(desk.shop, 'select from bank_account_earlier where shop_id = $1', desk.shop.id),
    ).toEqual([])
  })

  test('of a key asks for another trial; an empty secret keeps the one that is set', async () => {
    const desk = await openDesk()
    const id = await add(desk)
    await decide(await tryBank(desk, id), 'paid')
    const fields = [{ name: 'testKey', value: ' ' }]
    expect((await desk.ask(CHANGE, { input: { id, fields } })).bankAccount?.triedAt).not.toBeNull()
    expect((await desk.ask(CHANGE, replace(id))).bankAccount?.triedAt).toBeNull()
    expect(await tryBank(desk, id)).toBeNull()
    await tellBank(api, bank, desk.shop, 'lyra', {
      ...desk.contract.credentials,
      testKey: newKey,
      mode: 'TEST',
    })
    await decide(await tryBank(desk, id), 'paid')
    expect((await desk.show(id))?.triedAt).not.toBeNull()
  })

  test('leaves who is at the bank their payment: believed by the key of then', async () => {
    const desk = await openDesk()
    const id = await add(desk)
    await desk.ask(byId('enableBankAccount'), { id })
    const { payment, status } = await leave(desk, id)
    await desk.ask(CHANGE, replace(id))
    await desk.ask(CHANGE, { input: { id, fields: [{ name: 'testKey', value: 'ponmlkjihgfedcba' }] } })
    await decide(payment, 'paid')
    expect(await status()).toBe('PAID')
  })

  test('of a key that others may have: nothing more is believed by it', async () => {
    const desk = await openDesk()
    const id = await add(desk)
    await desk.ask(byId('enableBankAccount'), { id })
    const { payment, status } = await leave(desk, id)
    await desk.ask(CHANGE, replace(id, { forgetEarlierKeys: true }))
    await decide(payment, 'paid')
    expect(await status()).toBe('PENDING_PAYMENT')
    expect(
      await rows(desk.shop, 'select reason from bank_notification_refused where shop_id = $1', desk.shop.id),
    ).toContainEqual({
      reason: 'signature',
    })
  })

  test('is not undone: what is opened after it is not believed by the key of before', async () => {
    const desk = await openDesk()
    const id = await add(desk)
    await desk.ask(CHANGE, replace(id))
    const { redirect } = await desk.ask(TRY, { id, accept: true })
    const { siteId = '', testKey = '' } = desk.contract.credentials
    const fields: Record<string, string> = {
      vads_site_id: siteId,
      vads_hash: 'hash',
      vads_ctx_mode: 'TEST',
      vads_trans_status: 'AUTHORISED',
      vads_trans_uuid: 'uuid',
      vads_order_id: redirect?.fields.find(({ name }) => name === 'vads_order_id')?.value ?? '',
      vads_amount: '100',
      vads_currency: '978',
    }
    const notify = async (key: string) => {
      const body = new URLSearchParams({ ...fields, signature: signLyra(fields, key) })
      return (await fetch(`${api.url}/bank/lyra/notify/${desk.shop.slug}`, { method: 'POST', body })).status
    }
    expect(await notify(testKey)).toBe(400)
    expect((await desk.show(id))?.trial).toMatchObject({
      status: 'OPEN',
      refusals: [{ reason: 'signature' }],
    })
    expect(await notify(newKey)).toBe(200)
    expect((await desk.show(id))?.trial?.status).toBe('PAID')
  })

  test('is over after a day', async () => {
    const desk = await openDesk()
    const id = await add(desk)
    await desk.ask(byId('enableBankAccount'), { id })
    const { payment, status } = await leave(desk, id)
    await desk.ask(CHANGE, replace(id))
    await rows(desk.shop, `update bank_account_earlier set replaced_at = now() - interval '25 hours'`)
    await decide(payment, 'paid')
    expect(await status()).toBe('PENDING_PAYMENT')
  })

  test('from test to production leaves each payment its own mode', async () => {
    const desk = await openDesk()
    const id = await add(desk)
    await desk.ask(byId('enableBankAccount'), { id })
    const { payment, status } = await leave(desk, id)
    expect((await desk.ask(CHANGE, { input: { id, environment: 'PRODUCTION' } })).userErrors).toEqual([])
    await decide(payment, 'paid')
    expect(await status()).toBe('PAID')
    const next = await leave(desk, id)
    expect(next.payment).toBeNull()
  })
})

test('removed where nobody paid, a bank is gone; where somebody did, it can still be settled and comes back whole', async () => {
  const desk = await openDesk()
  const first = await add(desk)
  await desk.ask(byId('removeBankAccount'), { id: first })
  expect(await rows(desk.shop, 'select from bank_account')).toEqual([])

  const id = await add(desk)
  await desk.ask(byId('enableBankAccount'), { id })
  const { payment, status } = await leave(desk, id)
  await desk.ask(byId('removeBankAccount'), { id })
  expect(await desk.show(id)).toBeNull()
  expect((await desk.ask(byId('enableBankAccount'), { id })).userErrors[0]?.code).toBe('NOT_FOUND')
  expect((await storefront(desk.shop)).banks).toEqual([])
  await decide(payment, 'paid')
  expect(await status()).toBe('PAID')

  expect(await add(desk)).toBe(id)
  expect(await desk.show(id)).toMatchObject({ enabled: false, triedAt: null })
})

describe('without its last bank a shop offers none', () => {
  test.each(['disableBankAccount', 'removeBankAccount'])('%s', async (verb) => {
    const desk = await openDesk()
    expect(await storefront(desk.shop)).toEqual({ paymentModes: ['CARD'], banks: [] })
    const id = await add(desk)
    await desk.ask(byId('enableBankAccount'), { id })
    await expect.poll(async () => (await storefront(desk.shop)).paymentModes).toEqual(['CARD', 'BANK'])
    expect(await desk.ask(byId(verb), { id })).toEqual({ userErrors: [] })
    await expect.poll(() => storefront(desk.shop)).toEqual({ paymentModes: ['CARD'], banks: [] })
  })
})

test('buyers are offered banks in the order that was set', async () => {
  const desk = await openDesk()
  const lyra = await add(desk)
  const contract = await CONTRACTS.sips(bank, desk.shop, 'TEST')
  const sips = await desk.ask(ADD, {
    input: inputOf('sips', 'TEST', contract, { name: 'Seconde' }),
  })
  const ids = [sips.bankAccount?.id ?? '', lyra]
  for (const id of ids) await desk.ask(byId('enableBankAccount'), { id })
  const names = async () => (await storefront(desk.shop)).banks.map(({ name }) => name)
  await expect.poll(names).toEqual(['Ma banque', 'Seconde'])
  const sort = 'mutation ($ids: [ID!]!) { answer: sortBankAccounts(ids: $ids) { userErrors { code field } } }'
  expect((await desk.ask(sort, { ids: [lyra, lyra] })).userErrors[0]?.code).toBe('NOT_FOUND')
  expect((await desk.ask(sort, { ids })).userErrors).toEqual([])
  await expect.poll(names).toEqual(['Seconde', 'Ma banque'])
})

test('each change is audited, and no entry holds a key', async () => {
  const desk = await openDesk()
  const id = await add(desk)
  await desk.ask(CHANGE, { input: { id, fields: [{ name: 'testKey', value: 'abcdefghijklmnop' }] } })
  for (const verb of ['enableBankAccount', 'disableBankAccount']) await desk.ask(byId(verb), { id })
  await desk.ask(TRY, { id, accept: false })
  await desk.ask(byId('removeBankAccount'), { id })
  const entries = await rows<{ action: string; subject: string }>(
    desk.shop,
    `select action, subject from audit_entry where action like '%BankAccount' order by at, id`,
  )
  expect(entries).toEqual([
    { action: 'addBankAccount', subject: 'Ma banque (lyra)' },
    { action: 'changeBankAccount', subject: 'Ma banque, testKey' },
    { action: 'enableBankAccount', subject: 'Ma banque' },
    { action: 'disableBankAccount', subject: 'Ma banque' },
    { action: 'tryBankAccount', subject: 'Ma banque (TEST)' },
    { action: 'removeBankAccount', subject: 'Ma banque (lyra)' },
  ])
})
