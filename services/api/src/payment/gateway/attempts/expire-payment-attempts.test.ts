import { afterAll, beforeAll, expect, test } from 'vitest'
import type { WorkerApp } from '../../../app/context.ts'
import { entities } from '../../../app/entities.ts'
import { connectOrm, type Orm } from '../../../platform/db/orm.ts'
import { timelineOf } from '../../../../test/events.ts'
import { useIsolatedStores } from '../../../../test/isolated-stores.ts'
import { roleUrl, type TestApi } from '../../../../test/api.ts'
import { bankStateOf, startBankPayment, createTestContract } from '../../../../test/bank/bank-payment.ts'
import { startApiAndBank, type PlacedOrder, type TestBank } from '../../../../test/bank/bank.ts'
import { executeInShop, queryInShop } from '../../../../test/sql.ts'
import { expirePaymentAttempts } from './expire-payment-attempts.ts'

let stores: Awaited<ReturnType<typeof useIsolatedStores>>
let api: TestApi
let bank: TestBank
let stop: (() => Promise<void>) | undefined
let orm: Orm
beforeAll(async () => {
  stores = await useIsolatedStores()
  ;({ api, bank, stop } = await startApiAndBank())
  orm = await connectOrm(roleUrl('worker'), entities, 'triclic_worker', 2)
}, 60_000)
afterAll(async () => {
  await orm?.close()
  await stop?.()
  await stores?.drop()
}, 60_000)

const expire = () => expirePaymentAttempts({ ...api.app, orm } as unknown as WorkerApp)

test('expires an unnotified attempt after the shop’s delay, with its reference in the timeline; a late payment still counts', async () => {
  const contract = await createTestContract(api, bank, 'lyra')
  const { order, id } = await startBankPayment(api, bank, contract)
  const letMinutesPass = (minutes: number) =>
    executeInShop(
      api,
      contract.shop,
      'update payment_attempt set opened_at = opened_at - make_interval(mins => $1)',
      minutes,
    )
  await letMinutesPass(119)
  await expire()
  expect((await bankStateOf(api, contract.shop, order)).attempts).toEqual(['OPEN'])
  await letMinutesPass(2)
  await Promise.all([expire(), expire()])
  expect((await bankStateOf(api, contract.shop, order)).attempts).toEqual(['EXPIRED'])
  const [attempt] = await queryInShop<{ reference: string }>(
    api,
    contract.shop,
    'select a.reference from payment_attempt a join "order" o on o.id = a.order_id where o.code = $1',
    order.code,
  )
  const timeline = await timelineOf(api, contract.shop, order.code)
  expect(timeline.filter(({ kind }) => kind === 'BANK_EXPIRED')).toEqual([
    {
      kind: 'BANK_EXPIRED',
      by: 'system',
      message: `Aucune réponse de la banque, tentative close. À vérifier chez Banque lyra, référence ${attempt?.reference}`,
    },
  ])
  await bank.call('POST', `/api/payments/${id}/decide`, { outcome: 'paid' })
  expect(await bankStateOf(api, contract.shop, order)).toMatchObject({ status: 'PAID', attempts: ['PAID'] })
})

test('expires the other attempts if one cannot be locked', async () => {
  const contract = await createTestContract(api, bank, 'lyra')
  const { order: locked } = await startBankPayment(api, bank, contract)
  const { order: unlocked } = await startBankPayment(api, bank, contract)
  await executeInShop(
    api,
    contract.shop,
    "update payment_attempt set opened_at = opened_at - interval '3 hours'",
  )
  const attemptsOf = async (order: PlacedOrder) => (await bankStateOf(api, contract.shop, order)).attempts
  await api.owner.query('begin')
  await api.owner.query("select set_config('app.shop_id', $1, true)", [contract.shop.id])
  await api.owner.query('select from "order" where code = $1 for update', [locked.code])
  await expire()
  await api.owner.query('rollback')
  expect([await attemptsOf(locked), await attemptsOf(unlocked)]).toEqual([['OPEN'], ['EXPIRED']])
  await expire()
  expect(await attemptsOf(locked)).toEqual(['EXPIRED'])
})
