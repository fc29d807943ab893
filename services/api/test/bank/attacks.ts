import { expect } from 'vitest'
import { ACCENTED } from '../../../bank-sandbox/src/tamper-notification.ts'
import type { BankProtocolName } from '../../src/payment/gateway/bank-protocol.ts'
import type { BankTestBench } from './bank-test-bench.ts'
import { placeTestOrder } from './bank.ts'
import { arriveAtBank, payAtBank, sendForm } from './bank-payment.ts'
import { rowsIn } from '../card.ts'

async function tampered(probe: BankTestBench, protocol: BankProtocolName, tamper: string): Promise<void> {
  const opened = await probe.open(protocol)
  await probe.expectRefused(opened, async () => {
    expect((await probe.notify(opened, { tamper }))[0]?.accepted).toBe(false)
  })
}

export const unsigned = (probe: BankTestBench, protocol: BankProtocolName) =>
  tampered(probe, protocol, 'unsigned')
export const forged = (probe: BankTestBench, protocol: BankProtocolName) =>
  tampered(probe, protocol, 'forged')
export const otherMode = (probe: BankTestBench, protocol: BankProtocolName) =>
  tampered(probe, protocol, 'mode')

export async function inverted(probe: BankTestBench, protocol: BankProtocolName): Promise<void> {
  await forged(probe, protocol)
  const opened = await probe.open(protocol)
  await probe.notify(opened)
  await probe.expectPaidOnce(opened)
}

export async function anybody(probe: BankTestBench, protocol: BankProtocolName): Promise<void> {
  const opened = await probe.open(protocol)
  const calls = [
    () => fetch(probe.addressOf(opened)),
    () => fetch(probe.addressOf(opened), { method: 'POST' }),
    () => probe.send(opened, 'POST', `order=${opened.order.code}&status=paid`),
  ]
  for (const call of calls) await probe.expectRefused(opened, call)
}

export async function browserSays(probe: BankTestBench, protocol: BankProtocolName): Promise<void> {
  const opened = await probe.open(protocol)
  await probe.bank.call('POST', `/api/payments/${opened.id}/decide`, {
    outcome: 'paid',
    misbehaviour: { timing: 'never' },
  })
  expect((await probe.leave(opened)).status).toBe(303)
  await probe.expectUnpaid(opened)
}

export async function returnFirst(probe: BankTestBench, protocol: BankProtocolName): Promise<void> {
  const opened = await probe.open(protocol)
  await probe.leave(opened)
  await probe.expectUnpaid(opened)
  await probe.notify(opened)
  await probe.expectPaidOnce(opened)
}

export async function returnAfter(probe: BankTestBench, protocol: BankProtocolName): Promise<void> {
  const opened = await probe.open(protocol)
  await probe.notify(opened)
  await probe.leave(opened)
  await probe.expectPaidOnce(opened)
}

export async function returnAtOnce(probe: BankTestBench, protocol: BankProtocolName): Promise<void> {
  const opened = await probe.open(protocol)
  const before = (await probe.recordsOf(opened)).available
  await Promise.all([
    probe.leave(opened),
    probe.notify(opened, { copies: 3, concurrent: true }),
    probe.leave(opened),
  ])
  await probe.expectPaidOnce(opened)
  expect((await probe.recordsOf(opened)).available).toBe(before)
}

export async function otherAmount(probe: BankTestBench, protocol: BankProtocolName): Promise<void> {
  const opened = await probe.open(protocol)
  await probe.notify(opened, { tamper: 'amount' })
  await probe.expectUnpaid(opened, 'RESCUE', ['WRONG_AMOUNT'])
  expect((await probe.stateOf(opened)).mails).toEqual(['PAYMENT_NOTICE:RESCUE'])
}

export async function otherCurrency(probe: BankTestBench, protocol: BankProtocolName): Promise<void> {
  const opened = await probe.open(protocol)
  await probe.notify(opened, { tamper: 'currency' })
  await probe.expectUnpaid(opened, 'RESCUE', ['WRONG_CURRENCY'])
}

export async function otherMoney(probe: BankTestBench, protocol: BankProtocolName): Promise<void> {
  await otherAmount(probe, protocol)
  // Paybox names no currency: ours stands in the name of a variable that its own form asked for.
  if (protocol !== 'paybox') await otherCurrency(probe, protocol)
  const opened = await probe.open(protocol)
  await probe.notify(opened, { tamper: 'shop' })
  await probe.expectUnpaid(opened)
}

export async function amountIsShown(probe: BankTestBench, protocol: BankProtocolName): Promise<void> {
  const opened = await probe.open(protocol)
  await probe.notify(opened, { tamper: 'amount' })
  const [unmatchedPayment] = await rowsIn<{ amount: number; currency: string }>(
    probe.api,
    opened.contract.shop,
    `select r.amount, r.currency from unmatched_payment r join "order" o on o.id = r.order_id where o.code = $1`,
    opened.order.code,
  )
  expect(unmatchedPayment).toEqual({ amount: Math.floor(opened.order.total / 100), currency: 'EUR' })
}

export async function unknownReference(probe: BankTestBench, protocol: BankProtocolName): Promise<void> {
  const opened = await probe.open(protocol)
  const before = (await probe.recordsOf(opened)).strays.length
  await probe.notify(opened, { tamper: 'reference' })
  await probe.expectUnpaid(opened)
  expect((await probe.recordsOf(opened)).strays.slice(before)).toEqual(['UNKNOWN_REFERENCE'])
}

/** Two trips of one order, both paid at the same instant. */
export async function twoAtOnce(probe: BankTestBench, protocol: BankProtocolName): Promise<void> {
  const first = await probe.open(protocol)
  const { redirect } = await payAtBank(probe.api, first.contract, first.order, { abandonOpenAttempt: true })
  const second = { ...first, id: await arriveAtBank(probe.bank, redirect) }
  await Promise.all([probe.notify(first, {}), probe.notify(second, {})])
  const { attempts, ...rest } = await probe.stateOf(first)
  expect([...attempts].sort()).toEqual(['PAID', 'RESCUE'])
  expect(rest).toMatchObject({ status: 'PAID', unmatchedPayments: ['ALREADY_PAID'] })
  expect(rest.mails.filter((mail) => mail === 'PAYMENT_CONFIRMATION')).toHaveLength(1)
}

/** The buyer alters the amount in the form that leaves for the bank. */
export async function formAltered(probe: BankTestBench, protocol: BankProtocolName): Promise<void> {
  const { contract } = await probe.open(protocol)
  const order = await placeTestOrder(probe.api, contract.shop)
  const { redirect } = await payAtBank(probe.api, contract, order)
  if (!redirect) throw new Error('There is no form.')
  const cheaper: Record<BankProtocolName, [name: string, from: string, to: string]> = {
    lyra: ['vads_amount', String(order.total), '100'],
    paybox: ['PBX_TOTAL', String(order.total), '100'],
    monetico: ['montant', '29.70EUR', '1.00EUR'],
    sips: ['Data', `amount=${order.total}`, 'amount=100'],
  }
  const [altered, from, to] = cheaper[protocol]
  const fields = redirect.fields.map(({ name, value }) => ({
    name,
    value: name === altered ? value.replace(from, to) : value,
  }))
  expect(fields).not.toEqual(redirect.fields)
  expect((await sendForm({ ...redirect, fields })).status).toBe(400)
  const [rejection] = await probe.bank.call<{ reason: string }[]>('GET', '/api/rejections')
  expect(rejection?.reason).toBe('signature')
}

export async function saidTwice(
  probe: BankTestBench,
  protocol: BankProtocolName,
  status: string,
): Promise<void> {
  const opened = await probe.open(protocol)
  await probe.notify(opened)
  expect((await probe.notify(opened, { status, source: 'BATCH' }))[0]?.accepted).toBe(true)
  await probe.expectPaidOnce(opened)
}

export async function saidNotPaid(
  probe: BankTestBench,
  protocol: BankProtocolName,
  status: string,
  attempt: string,
): Promise<void> {
  const opened = await probe.open(protocol)
  expect((await probe.notify(opened, { status }))[0]?.accepted).toBe(true)
  await probe.expectUnpaid(opened, attempt)
}

export async function everySource(probe: BankTestBench): Promise<void> {
  for (const source of ['RETRY', 'BO', 'MERCH_BO', 'BATCH', 'BATCH_AUTO']) {
    const opened = await probe.open('lyra')
    await probe.notify(opened, { source })
    await probe.expectPaidOnce(opened)
  }
}

/** A text that a careless reader takes apart is kept whole. */
export async function foreignText(probe: BankTestBench, protocol: BankProtocolName): Promise<void> {
  const opened = await probe.open(protocol)
  expect((await probe.notify(opened, { tamper: 'accents' }))[0]?.accepted).toBe(true)
  await probe.expectPaidOnce(opened)
  const [kept] = await rowsIn<{ fields: Record<string, string> }>(
    probe.api,
    opened.contract.shop,
    'select fields from bank_notification order by received_at desc, id desc limit 1',
  )
  expect(Object.values(kept?.fields ?? {})).toContain(ACCENTED)
}
