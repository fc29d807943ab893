import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { credentials, foreign, isSigned, lyraPath, startLyraShop } from './test/lyra-shop.ts'

let lyra: Awaited<ReturnType<typeof startLyraShop>>

beforeAll(async () => {
  lyra = await startLyraShop()
})
afterAll(() => lyra.stop())
beforeEach(() => lyra.shop.reset())

describe('misbehaviour', () => {
  const wrong = async (tamper: string) => {
    const id = await lyra.open()
    await lyra.bank.decide(id, 'paid', { tamper })
    return lyra.lastFields()
  }

  test('forged: signed with a key that is not the shop’s', async () => {
    const fields = await wrong('forged')
    expect(fields.signature).toMatch(/^[\w+/]{43}=$/)
    expect(isSigned(fields)).toBe(false)
  })
  test('unsigned', async () => expect(await wrong('unsigned')).not.toHaveProperty('signature'))
  test('truncated', async () => {
    const fields = await wrong('truncated')
    expect(isSigned(fields)).toBe(false)
  })
  test('another amount, rightly signed', async () => {
    const fields = await wrong('amount')
    expect(fields).toMatchObject({ vads_amount: '51', vads_effective_amount: '51' })
    expect(isSigned(fields)).toBe(true)
  })
  test('another currency, rightly signed', async () => {
    const fields = await wrong('currency')
    expect(fields).toMatchObject({ vads_currency: '840', vads_amount: '5124' })
    expect(isSigned(fields)).toBe(true)
  })
  test('production against test, signed with the key of that mode', async () => {
    const fields = await wrong('mode')
    expect(fields.vads_ctx_mode).toBe('PRODUCTION')
    expect(isSigned(fields, credentials.productionKey)).toBe(true)
  })
  test('another shop’s reference, signed by this shop', async () => {
    const theirs = lyra.newForm(
      { vads_site_id: foreign.siteId, vads_order_id: 'THEIRS', vads_trans_id: 'their1' },
      foreign.testKey,
    )
    await lyra.bank.order(lyraPath, theirs)
    const fields = await wrong('reference')
    expect(fields).toMatchObject({
      vads_order_id: 'THEIRS',
      vads_trans_id: 'their1',
      vads_site_id: '12345678',
    })
    expect(isSigned(fields)).toBe(true)
  })
  test('another shop’s message, signed by that shop, at this shop’s address', async () => {
    const fields = await wrong('shop')
    expect(fields.vads_site_id).toBe('87654321')
    expect(isSigned(fields, foreign.testKey)).toBe(true)
    expect(lyra.shop.received.at(-1)?.path).toBe('/notify')
  })
  test('a parameter twice', async () => {
    await wrong('duplicated')
    expect(lyra.shop.received.at(-1)?.fields.getAll('vads_amount')).toEqual(['5124', '1'])
  })
  test('accents in a signed field, rightly signed', async () => {
    const fields = await wrong('accents')
    expect(fields.vads_order_info).toContain('Éléonore Bœuf')
    expect(isSigned(fields)).toBe(true)
  })
  test('forgeries are not sent again', async () => {
    lyra.shop.answerNext({ status: 400, body: '' })
    await wrong('forged')
    await lyra.bank.decide(await lyra.open(), 'paid')
    expect((await lyra.shop.receive(2)).length).toBe(2)
  })

  test('never, then by hand', async () => {
    const id = await lyra.open()
    await lyra.bank.decide(id, 'paid', { timing: 'never' })
    expect(lyra.shop.received).toEqual([])
    const { deliveries } = await lyra.bank.notify(id, {})
    expect(deliveries).toMatchObject([{ outcome: 'paid', source: 'BO', accepted: true }])
  })
  test('after the return', async () => {
    const id = await lyra.open()
    await lyra.bank.decide(id, 'paid', { timing: 'after-return', late: 0.05 })
    expect(lyra.shop.received).toEqual([])
    await lyra.bank.leave(id)
    expect((await lyra.shop.receive(1)).length).toBe(1)
  })
  test('late', async () => {
    const id = await lyra.open()
    await lyra.bank.decide(id, 'paid', { late: 0.5 })
    expect(lyra.shop.received).toEqual([])
    expect((await lyra.shop.receive(1)).length).toBe(1)
  })
  test('twice, and fifty at a time', async () => {
    const id = await lyra.open()
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
  ])('reordered: %j', async (sequence, statuses, numbers) => {
    await lyra.bank.decide(await lyra.open(), 'paid', { sequence })
    expect(lyra.shop.received.map(({ fields }) => fields.get('vads_trans_status'))).toEqual(statuses)
    expect(lyra.shop.received.map(({ fields }) => fields.get('vads_sequence_number'))).toEqual(numbers)
  })
  test('replayed: the very bytes, to another shop’s address too', async () => {
    const id = await lyra.open()
    await lyra.bank.decide(id, 'paid')
    await lyra.bank.notify(id, { replay: 0 })
    await lyra.bank.notify(id, { replay: 0, url: `${lyra.shop.url}/harbour` })
    const [first, second, third] = lyra.shop.received
    expect(second).toEqual(first)
    expect(third).toMatchObject({ path: '/harbour', text: first?.text })
  })
  test('the bank’s own word for an outcome', async () => {
    const id = await lyra.open()
    await lyra.bank.decide(id, 'paid', { status: 'ACCEPTED' })
    expect(lyra.lastFields().vads_trans_status).toBe('ACCEPTED')
    expect(isSigned(lyra.lastFields())).toBe(true)
  })
  test('ordered ahead for a shop, so many times', async () => {
    await lyra.bank.call('POST', '/api/misbehave', { shop: 'atelier', times: 1, tamper: 'amount' })
    await lyra.bank.decide(await lyra.open(), 'paid')
    await lyra.bank.decide(await lyra.open(), 'paid')
    expect(lyra.shop.received.map(({ fields }) => fields.get('vads_amount'))).toEqual(['51', '5124'])
  })
})
