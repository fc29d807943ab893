import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestApi } from '../../test/api.ts'
import { verifyShop, writeAuditEntries } from '../../test/audit.ts'
import { payAtBank } from '../../test/bank/bank-payment.ts'
import { placeTestOrder, startTestBank, type TestBank } from '../../test/bank/bank.ts'
import { captureLog } from '../../test/capture-log.ts'
import { useIsolatedStores } from '../../test/isolated-stores.ts'
import {
  bothKeys,
  cartOf,
  createProtectedShop,
  newKeys,
  orderTokenOf,
  signInWithCode,
  startWithKeys,
  tryDiscount,
  type ProtectedShop,
} from '../../test/key-rotation.ts'
import { startReceiver } from '../../test/receiver.ts'
import { startTestSmtp, type TestSmtp } from '../../test/smtp.ts'
import { executeInShop } from '../../test/sql.ts'
import { webhookRequests } from '../../test/webhook.ts'
import type { TestWorker } from '../../test/worker.ts'
import { sealAuditLog } from '../audit/seal-audit-log.ts'
import { rotateKeys } from './rotate-keys.ts'

const [earlier, current] = [newKeys(), newKeys()]
let stores: Awaited<ReturnType<typeof useIsolatedStores>>
let smtp: TestSmtp
let bank: TestBank
/** What follows uses, in each step, what the step before handed out. */
let used: ProtectedShop
/** Of this shop, a key is removed too early. */
let other: ProtectedShop
let cartId: string

beforeAll(async () => {
  stores = await useIsolatedStores()
  smtp = await startTestSmtp()
  bank = await startTestBank()
  const { api, worker } = await startWithKeys(earlier, smtp.url)
  used = await createProtectedShop(api, bank)
  other = await createProtectedShop(api, bank)
  cartId = (await cartOf(api, used.shop, used.visitorId)).id
  await sealAuditLog(worker.app)
  await api.stop()
}, 60_000)
afterAll(async () => {
  await bank?.stop()
  await smtp?.stop()
  await stores?.drop()
}, 60_000)

const contractOf = ({ shop, bankId }: ProtectedShop) => ({ shop, bankId, protocol: 'lyra' as const })

describe('with the earlier keys removed before their values are renewed', () => {
  let api: TestApi
  let worker: TestWorker
  beforeAll(async () => {
    ;({ api, worker } = await startWithKeys(current, smtp.url))
  }, 60_000)
  afterAll(() => api.stop(), 60_000)

  test('visitors have empty carts, and links to orders find none', async () => {
    expect(await cartOf(api, other.shop, other.visitorId)).toMatchObject({ totalQuantity: 0 })
    expect(await orderTokenOf(api, other.shop, other.order)).toBeNull()
  })

  test('signing in with a second factor fails, and the log says why', async () => {
    const { lines } = await captureLog(async () => {
      const { errors } = await signInWithCode(api, other, 0)
      expect(errors?.[0]?.extensions.code).toBe('INTERNAL_SERVER_ERROR')
    })
    expect(lines.find(({ level }) => level === 50)?.err?.message).toMatch(/^None of the 1 keys decrypts/)
  })

  test('no bank is available, and the log says why', async () => {
    const { lines } = await captureLog(async () => {
      const order = await placeTestOrder(api, other.shop)
      const { userErrors } = await payAtBank(api, contractOf(other), order)
      expect(userErrors).toEqual([{ code: 'BANK_NOT_AVAILABLE', field: ['bankId'] }])
    })
    expect(lines.find(({ level }) => level === 50)?.err?.message).toMatch(/If an earlier key was removed/)
  })

  test('a webhook is not sent, and its merchant and the log tell why', async () => {
    const owner = await webhookRequests(api, other.shop)
    const { lines } = await captureLog(async () => {
      await owner.call('test', { id: other.webhook.id })
      const failures = async () =>
        (await owner.deliveries(other.webhook.id)).flatMap(({ attempts }) =>
          attempts.map(({ failure }) => failure),
        )
      await expect.poll(failures).toEqual(['NOT_PREPARED'])
    })
    expect(lines.find(({ level }) => level === 50)?.err?.message).toMatch(/If an earlier key was removed/)
  })

  test('the audit log is not sealed, and is reported as altered or without its key', async () => {
    await writeAuditEntries(api, other.shop, 1)
    const { lines } = await captureLog(() => sealAuditLog(worker.app))
    expect(lines.find(({ level }) => level === 50)?.err?.message).toMatch(/or AUDIT_KEY lacks the key/)
    expect((await verifyShop(api, other.shop)).problem).toMatch(/or AUDIT_KEY lacks the key that made it/)
  })

  test('the command finds values that no key reads, and renews none of them', async () => {
    const { bankKeys } = api.app.env
    const { webhookKeys, auditKeys } = worker.app.env
    const reports = await rotateKeys(api.owner, { bankKeys, webhookKeys, auditKeys }, true)
    const ids = [other.shop.id, used.shop.id].sort()
    expect(reports).toContainEqual({
      setting: 'BANK_KEY',
      values: 'credentials at banks',
      ...{ current: 0, renewed: 0, earlier: 0, unreadable: 2, unreadableOf: ids },
    })
    expect(reports).toContainEqual(
      expect.objectContaining({ values: 'audit logs', unreadable: 2, unreadableOf: ids }),
    )
  })
})

describe.each([
  ['the new keys added', 0, bothKeys(earlier, current)],
  ['the new keys first', 1, bothKeys(current, earlier)],
  ['the earlier keys removed', 2, current],
])('with %s', (_step, step, keys) => {
  let api: TestApi
  let worker: TestWorker
  beforeAll(async () => {
    ;({ api, worker } = await startWithKeys(keys, smtp.url))
  }, 60_000)
  afterAll(() => api.stop(), 60_000)

  test('a visitor keeps the cart, under the same id, and is a new one in another shop', async () => {
    const cart = await cartOf(api, used.shop, used.visitorId)
    expect(cart).toMatchObject({ id: cartId, totalQuantity: 3 })
    expect(await cartOf(api, other.shop, used.visitorId)).toMatchObject({ totalQuantity: 0 })
    expect(cart.visitorId === used.visitorId).toBe(step !== 1)
    used.visitorId = cart.visitorId
  })

  test('a link opens the order, in its shop only', async () => {
    expect(await orderTokenOf(api, other.shop, used.order)).toBeNull()
    const token = await orderTokenOf(api, used.shop, used.order)
    expect(token === used.order.token).toBe(step !== 1)
    used.order.token = token ?? ''
  })

  test('a buyer who has used up a discount does not get it again', async () => {
    const email = step === 2 ? 'noa@buyers.test' : 'camille@buyers.test'
    expect(await tryDiscount(api, used.shop, email)).toBe('DISCOUNT_CODE_ALREADY_USED')
    if (step === 1) expect(await tryDiscount(api, used.shop, 'noa@buyers.test')).toBe('OK')
  })

  test('an order is paid at a bank', async () => {
    const order = await placeTestOrder(api, used.shop)
    expect(await payAtBank(api, contractOf(used), order)).toMatchObject({ userErrors: [] })
  })

  test('a webhook is signed with its secret', async () => {
    const receiver = await startReceiver()
    const owner = await webhookRequests(api, used.shop)
    await executeInShop(
      api,
      used.shop,
      'update webhook_endpoint set url = $1 where id = $2',
      receiver.url,
      used.webhook.id,
    )
    await owner.call('test', { id: used.webhook.id })
    await receiver.bodies(1)
    const [{ body, headers }] = receiver.received as [(typeof receiver.received)[0]]
    new Webhook(used.webhook.secret).verify(body, headers as Record<string, string>)
    await receiver.stop()
  })

  test('a member signs in with a second factor', async () => {
    expect((await signInWithCode(api, used, step)).signIn).toMatchObject({ userErrors: [] })
  })

  test('the audit log is sealed and verified', async () => {
    await writeAuditEntries(api, used.shop, 1)
    await sealAuditLog(worker.app)
    expect(await verifyShop(api, used.shop)).toMatchObject({ problem: null, unsealed: { entries: 0 } })
  })

  test('the command renews what is stored with the earlier keys', async () => {
    const { bankKeys } = api.app.env
    const { webhookKeys, auditKeys } = worker.app.env
    const rotate = (renews: boolean) => rotateKeys(api.owner, { bankKeys, webhookKeys, auditKeys }, renews)
    const before = await rotate(false)
    const after = await rotate(true)
    for (const [index, { earlier: left, unreadable }] of after.entries()) {
      expect({ left, unreadable }).toEqual({ left: 0, unreadable: 0 })
      expect(after[index]?.renewed).toBe(before[index]?.earlier)
    }
    const renewed = Object.fromEntries(after.map((report) => [report.values, report.renewed]))
    if (step === 1)
      expect(renewed).toEqual({
        'second factors of members': 8,
        'credentials at banks': 2,
        'earlier credentials at banks': 0,
        'secrets of webhooks': 2,
        'earlier secrets of webhooks': 0,
        'audit logs': 1,
      })
    else expect(new Set(Object.values(renewed))).toEqual(new Set([0]))
  })
})
