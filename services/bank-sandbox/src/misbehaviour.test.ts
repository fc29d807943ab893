import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { credentials, otherCredentials, isSigned, lyraPath, startLyraShop } from './test/lyra-shop.ts'

let lyra: Awaited<ReturnType<typeof startLyraShop>>

beforeAll(async () => {
  lyra = await startLyraShop()
})
afterAll(() => lyra.stop())
beforeEach(() => lyra.shop.reset())

describe('Lyra misbehaviour', () => {
  const notifyWith = async (tamper: string) => {
    const id = await lyra.createPayment()
    await lyra.bank.decide(id, 'paid', { tamper })
    return lyra.lastFields()
  }

  test('forged: signs with a key that is not the shop’s', async () => {
    const fields = await notifyWith('forged')
    expect(fields.signature).toMatch(/^[\w+/]{43}=$/)
    expect(isSigned(fields)).toBe(false)
  })
  test('unsigned: sends no signature', async () =>
    expect(await notifyWith('unsigned')).not.toHaveProperty('signature'))
  test('truncated: sends a message whose signature is not valid', async () => {
    const fields = await notifyWith('truncated')
    expect(isSigned(fields)).toBe(false)
  })
  test('amount: sends a wrong amount with a valid signature', async () => {
    const fields = await notifyWith('amount')
    expect(fields).toMatchObject({ vads_amount: '51', vads_effective_amount: '51' })
    expect(isSigned(fields)).toBe(true)
  })
  test('currency: sends a wrong currency with a valid signature', async () => {
    const fields = await notifyWith('currency')
    expect(fields).toMatchObject({ vads_currency: '840', vads_amount: '5124' })
    expect(isSigned(fields)).toBe(true)
  })
  test('mode: sends production instead of test, signed with the production key', async () => {
    const fields = await notifyWith('mode')
    expect(fields.vads_ctx_mode).toBe('PRODUCTION')
    expect(isSigned(fields, credentials.productionKey)).toBe(true)
  })
  test('reference: sends the reference of another shop, signed with this shop’s key', async () => {
    const otherForm = lyra.newForm(
      { vads_site_id: otherCredentials.siteId, vads_order_id: 'THEIRS', vads_trans_id: 'their1' },
      otherCredentials.testKey,
    )
    await lyra.bank.submitOrder(lyraPath, otherForm)
    const fields = await notifyWith('reference')
    expect(fields).toMatchObject({
      vads_order_id: 'THEIRS',
      vads_trans_id: 'their1',
      vads_site_id: '12345678',
    })
    expect(isSigned(fields)).toBe(true)
  })
  test('shop: sends a message signed by another shop to this shop’s URL', async () => {
    const fields = await notifyWith('shop')
    expect(fields.vads_site_id).toBe('87654321')
    expect(isSigned(fields, otherCredentials.testKey)).toBe(true)
    expect(lyra.shop.received.at(-1)?.path).toBe('/notify')
  })
  test('duplicated: sends a parameter twice', async () => {
    await notifyWith('duplicated')
    expect(lyra.shop.received.at(-1)?.fields.getAll('vads_amount')).toEqual(['5124', '1'])
  })
  test('accents: sends accented characters in a signed field with a valid signature', async () => {
    const fields = await notifyWith('accents')
    expect(fields.vads_order_info).toContain('Éléonore Bœuf')
    expect(isSigned(fields)).toBe(true)
  })
  test('does not retry a forged notification', async () => {
    const badRequest = { status: 400, body: '' }
    lyra.shop.answerNext(badRequest, badRequest)
    await notifyWith('forged')
    await lyra.bank.decide(await lyra.createPayment(), 'paid')
    // The retry of the correct notification comes after the time at which the forged one would be retried.
    const received = await lyra.shop.waitForRequests(3)
    expect(received.map(({ fields }) => fields.get('vads_url_check_src'))).toEqual(['PAY', 'PAY', 'RETRY'])
    const [forged, correct, retry] = received.map(({ fields }) => fields.get('vads_trans_uuid'))
    expect(retry).toBe(correct)
    expect(retry).not.toBe(forged)
  })

  test('timing never: sends a notification only on request', async () => {
    const id = await lyra.createPayment()
    await lyra.bank.decide(id, 'paid', { timing: 'never' })
    expect(lyra.shop.received).toEqual([])
    const { deliveries } = await lyra.bank.notify(id, {})
    expect(deliveries).toMatchObject([{ outcome: 'paid', source: 'BO', accepted: true }])
  })
  test('timing after-return: notifies the shop after the buyer has returned', async () => {
    const id = await lyra.createPayment()
    await lyra.bank.decide(id, 'paid', { timing: 'after-return', late: 0.05 })
    expect(lyra.shop.received).toEqual([])
    await lyra.bank.leave(id)
    expect((await lyra.shop.waitForRequests(1)).length).toBe(1)
  })
  test('late: delays the notification', async () => {
    const id = await lyra.createPayment()
    await lyra.bank.decide(id, 'paid', { late: 0.5 })
    expect(lyra.shop.received).toEqual([])
    expect((await lyra.shop.waitForRequests(1)).length).toBe(1)
  })
  test('copies and concurrent: sends several copies of the same transaction', async () => {
    const id = await lyra.createPayment()
    await lyra.bank.decide(id, 'paid', { copies: 2 })
    expect(lyra.shop.received.length).toBe(2)
    await lyra.bank.notify(id, { copies: 50, concurrent: true })
    expect(lyra.shop.received.length).toBe(52)
    expect(new Set(lyra.shop.received.map(({ fields }) => fields.get('vads_trans_uuid'))).size).toBe(1)
  })
  test.each([
    [
      ['refused', 'paid'],
      ['REFUSED', 'AUTHORISED'],
      ['1', '2'],
    ],
    [
      ['paid', 'refused'],
      ['AUTHORISED', 'REFUSED'],
      ['2', '1'],
    ],
  ])(
    'sequence: sends %j with statuses and transaction numbers in that order',
    async (sequence, statuses, numbers) => {
      await lyra.bank.decide(await lyra.createPayment(), 'paid', { sequence })
      expect(lyra.shop.received.map(({ fields }) => fields.get('vads_trans_status'))).toEqual(statuses)
      expect(lyra.shop.received.map(({ fields }) => fields.get('vads_sequence_number'))).toEqual(numbers)
    },
  )
  test('replay: sends an exact copy of a delivery, also to another URL', async () => {
    const id = await lyra.createPayment()
    await lyra.bank.decide(id, 'paid')
    await lyra.bank.notify(id, { replay: 0 })
    await lyra.bank.notify(id, { replay: 0, url: `${lyra.shop.url}/harbour` })
    const [first, second, third] = lyra.shop.received
    expect(second).toEqual(first)
    expect(third).toMatchObject({ path: '/harbour', text: first?.text })
  })
  test('status: sends the given status code with a valid signature', async () => {
    const id = await lyra.createPayment()
    await lyra.bank.decide(id, 'paid', { status: 'ACCEPTED' })
    expect(lyra.lastFields().vads_trans_status).toBe('ACCEPTED')
    expect(isSigned(lyra.lastFields())).toBe(true)
  })
  test('applies a rule to the given number of payments of a shop', async () => {
    await lyra.bank.call('POST', '/api/misbehave', { shop: 'atelier', times: 1, tamper: 'amount' })
    await lyra.bank.decide(await lyra.createPayment(), 'paid')
    await lyra.bank.decide(await lyra.createPayment(), 'paid')
    expect(lyra.shop.received.map(({ fields }) => fields.get('vads_amount'))).toEqual(['51', '5124'])
  })
})
