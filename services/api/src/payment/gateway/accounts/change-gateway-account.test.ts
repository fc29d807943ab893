import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  CHANGE,
  createGatewayAccountOwner,
  START_TEST_PAYMENT,
  type GatewayAccountOwnerOptions,
} from '../../../../test/bank/gateway-account-owner.ts'
import type { TestApi } from '../../../../test/api.ts'
import { configureBank, startApiAndBank, type TestBank } from '../../../../test/bank/bank.ts'
import { signLyra } from '../protocols/lyra.ts'

let api: TestApi
let bank: TestBank
let stop: (() => Promise<void>) | undefined

beforeAll(async () => {
  ;({ api, bank, stop } = await startApiAndBank([1]))
})
afterAll(() => stop?.())

const createOwner = (...options: GatewayAccountOwnerOptions) =>
  createGatewayAccountOwner(api, bank, ...options)

describe('changing a bank', () => {
  const newKey = 'abcdefghijklmnop'
  const withNewKey = (id: string, changes: object = {}) => ({
    input: { id, fields: [{ name: 'testKey', value: newKey }], ...changes },
  })

  test('keeps the keys and the successful test payment if only the name changes', async () => {
    const owner = await createOwner()
    const id = await owner.add()
    await owner.decide(await owner.startTestPayment(id), 'paid')
    const { gatewayAccount } = await owner.mutate(CHANGE, { input: { id, name: 'Autre nom', fields: [] } })
    expect(gatewayAccount).toMatchObject({ name: 'Autre nom', triedAt: expect.any(String) as string })
    expect(
      await owner.rows('select from previous_gateway_settings where shop_id = $1', owner.shop.id),
    ).toEqual([])
  })

  test('requires a new test payment for a new key; an empty secret keeps the stored one', async () => {
    const owner = await createOwner()
    const id = await owner.add()
    await owner.decide(await owner.startTestPayment(id), 'paid')
    const fields = [{ name: 'testKey', value: ' ' }]
    expect((await owner.mutate(CHANGE, { input: { id, fields } })).gatewayAccount?.triedAt).not.toBeNull()
    expect((await owner.mutate(CHANGE, withNewKey(id))).gatewayAccount?.triedAt).toBeNull()
    expect(await owner.startTestPayment(id)).toBeNull()
    await configureBank(api, bank, owner.shop, 'lyra', {
      ...owner.contract.credentials,
      testKey: newKey,
      mode: 'TEST',
    })
    await owner.decide(await owner.startTestPayment(id), 'paid')
    expect((await owner.findAccount(id))?.triedAt).not.toBeNull()
  })

  test('refuses a change that is based on outdated settings, and changes nothing', async () => {
    const owner = await createOwner()
    const id = await owner.add()
    const outdated = (await owner.findAccount(id))?.version
    expect((await owner.mutate(CHANGE, withNewKey(id, { version: outdated }))).userErrors).toEqual([])
    const stored = await owner.findAccount(id)
    for (const change of [
      { name: 'Autre nom' },
      { fields: [{ name: 'testKey', value: 'ponmlkjihgfedcba' }] },
      { forgetEarlierKeys: true },
    ])
      expect(await owner.mutate(CHANGE, { input: { id, ...change, version: outdated } })).toMatchObject({
        gatewayAccount: null,
        userErrors: [{ code: 'SETTINGS_CHANGED_MEANWHILE', field: ['version'] }],
      })
    expect(await owner.findAccount(id)).toEqual(stored)
    expect(
      await owner.rows('select from previous_gateway_settings where shop_id = $1', owner.shop.id),
    ).toHaveLength(1)
  })

  test('accepts a change with the current version, without one, or if it changes nothing', async () => {
    const owner = await createOwner()
    const id = await owner.add()
    const outdated = (await owner.findAccount(id))?.version
    const rename = (name: string, version?: string) =>
      owner.mutate(CHANGE, { input: { id, name, fields: [], ...(version && { version }) } })
    expect((await rename('Un', outdated)).userErrors).toEqual([])
    expect((await rename('Un', outdated)).userErrors).toEqual([])
    expect((await rename('Deux', (await owner.findAccount(id))?.version)).userErrors).toEqual([])
    expect((await rename('Trois')).userErrors).toEqual([])
    expect((await owner.findAccount(id))?.name).toBe('Trois')
  })

  test('accepts payments started before the change, signed with the previous key', async () => {
    const owner = await createOwner()
    const id = await owner.add()
    await owner.enable(id)
    const { payment, orderStatus } = await owner.startOrderPayment(id)
    await owner.mutate(CHANGE, withNewKey(id))
    await owner.mutate(CHANGE, { input: { id, fields: [{ name: 'testKey', value: 'ponmlkjihgfedcba' }] } })
    await owner.decide(payment, 'paid')
    expect(await orderStatus()).toBe('PAID')
  })

  test('accepts nothing signed with the previous key if earlier keys are forgotten', async () => {
    const owner = await createOwner()
    const id = await owner.add()
    await owner.enable(id)
    const { payment, orderStatus } = await owner.startOrderPayment(id)
    await owner.mutate(CHANGE, withNewKey(id, { forgetEarlierKeys: true }))
    await owner.decide(payment, 'paid')
    expect(await orderStatus()).toBe('PENDING_PAYMENT')
    expect(
      await owner.rows('select reason from bank_notification_refused where shop_id = $1', owner.shop.id),
    ).toContainEqual({
      reason: 'signature',
    })
  })

  test('does not accept the previous key for payments started after the change', async () => {
    const owner = await createOwner()
    const id = await owner.add()
    await owner.mutate(CHANGE, withNewKey(id))
    const { redirect } = await owner.mutate(START_TEST_PAYMENT, { id, accept: true })
    const { siteId = '', testKey = '' } = owner.contract.credentials
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
      return (await fetch(`${api.url}/bank/lyra/notify/${owner.shop.slug}`, { method: 'POST', body })).status
    }
    expect(await notify(testKey)).toBe(400)
    expect((await owner.findAccount(id))?.testPayment).toMatchObject({
      status: 'OPEN',
      refusals: [{ reason: 'signature' }],
    })
    expect(await notify(newKey)).toBe(200)
    expect((await owner.findAccount(id))?.testPayment?.status).toBe('PAID')
  })

  test('stops accepting the previous key after a day', async () => {
    const owner = await createOwner()
    const id = await owner.add()
    await owner.enable(id)
    const { payment, orderStatus } = await owner.startOrderPayment(id)
    await owner.mutate(CHANGE, withNewKey(id))
    await owner.rows(`update previous_gateway_settings set replaced_at = now() - interval '25 hours'`)
    await owner.decide(payment, 'paid')
    expect(await orderStatus()).toBe('PENDING_PAYMENT')
  })

  test('keeps the environment of payments started before a change to production', async () => {
    const owner = await createOwner()
    const id = await owner.add()
    await owner.enable(id)
    const { payment, orderStatus } = await owner.startOrderPayment(id)
    expect((await owner.mutate(CHANGE, { input: { id, environment: 'PRODUCTION' } })).userErrors).toEqual([])
    await owner.decide(payment, 'paid')
    expect(await orderStatus()).toBe('PAID')
    const next = await owner.startOrderPayment(id)
    expect(next.payment).toBeNull()
  })
})
