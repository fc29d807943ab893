import { expect } from 'vitest'
import { ACCENTED } from '../../../bank-sandbox/src/tamper-notification.ts'
import type { BankProtocolName } from '../../src/payment/gateway/bank-protocol.ts'
import type { BankTestBench } from './bank-test-bench.ts'
import { placeTestOrder } from './bank.ts'
import { arriveAtBank, payAtBank, sendForm } from './bank-payment.ts'
import { queryInShop } from '../sql.ts'

// Each function performs one attack or one delivery fault and asserts that the API handles it correctly.

async function refusedWhenTampered(
  bench: BankTestBench,
  protocol: BankProtocolName,
  tamper: string,
): Promise<void> {
  const payment = await bench.startPayment(protocol)
  await bench.expectRefused(payment, async () => {
    expect((await bench.notify(payment, { tamper }))[0]?.accepted).toBe(false)
  })
}

export const unsignedNotification = (bench: BankTestBench, protocol: BankProtocolName) =>
  refusedWhenTampered(bench, protocol, 'unsigned')
export const forgedNotification = (bench: BankTestBench, protocol: BankProtocolName) =>
  refusedWhenTampered(bench, protocol, 'forged')
export const otherEnvironment = (bench: BankTestBench, protocol: BankProtocolName) =>
  refusedWhenTampered(bench, protocol, 'mode')

/** A forged notification is refused and a genuine one accepted, so the signature check is not inverted. */
export async function invertedSignatureCheck(
  bench: BankTestBench,
  protocol: BankProtocolName,
): Promise<void> {
  await forgedNotification(bench, protocol)
  const payment = await bench.startPayment(protocol)
  await bench.notify(payment)
  await bench.expectPaidOnce(payment)
}

export async function callWithoutCredentials(
  bench: BankTestBench,
  protocol: BankProtocolName,
): Promise<void> {
  const payment = await bench.startPayment(protocol)
  const calls = [
    () => fetch(bench.callbackUrl(payment)),
    () => fetch(bench.callbackUrl(payment), { method: 'POST' }),
    () => bench.send(payment, 'POST', `order=${payment.order.code}&status=paid`),
  ]
  for (const call of calls) await bench.expectRefused(payment, call)
}

/** The buyer returns from a payment that the bank never notified. */
export async function returnWithoutNotification(
  bench: BankTestBench,
  protocol: BankProtocolName,
): Promise<void> {
  const payment = await bench.startPayment(protocol)
  await bench.bank.call('POST', `/api/payments/${payment.id}/decide`, {
    outcome: 'paid',
    misbehaviour: { timing: 'never' },
  })
  expect((await bench.returnToShop(payment)).status).toBe(303)
  await bench.expectUnpaid(payment)
}

export async function returnBeforeNotification(
  bench: BankTestBench,
  protocol: BankProtocolName,
): Promise<void> {
  const payment = await bench.startPayment(protocol)
  await bench.returnToShop(payment)
  await bench.expectUnpaid(payment)
  await bench.notify(payment)
  await bench.expectPaidOnce(payment)
}

export async function returnAfterNotification(
  bench: BankTestBench,
  protocol: BankProtocolName,
): Promise<void> {
  const payment = await bench.startPayment(protocol)
  await bench.notify(payment)
  await bench.returnToShop(payment)
  await bench.expectPaidOnce(payment)
}

export async function returnDuringNotification(
  bench: BankTestBench,
  protocol: BankProtocolName,
): Promise<void> {
  const payment = await bench.startPayment(protocol)
  const before = (await bench.recordsOf(payment)).available
  await Promise.all([
    bench.returnToShop(payment),
    bench.notify(payment, { copies: 3, concurrent: true }),
    bench.returnToShop(payment),
  ])
  await bench.expectPaidOnce(payment)
  expect((await bench.recordsOf(payment)).available).toBe(before)
}

export async function otherAmount(bench: BankTestBench, protocol: BankProtocolName): Promise<void> {
  const payment = await bench.startPayment(protocol)
  await bench.notify(payment, { tamper: 'amount' })
  await bench.expectUnpaid(payment, 'RESCUE', ['WRONG_AMOUNT'])
  expect((await bench.stateOf(payment)).mails).toEqual(['PAYMENT_NOTICE:RESCUE'])
}

export async function otherCurrency(bench: BankTestBench, protocol: BankProtocolName): Promise<void> {
  const payment = await bench.startPayment(protocol)
  await bench.notify(payment, { tamper: 'currency' })
  await bench.expectUnpaid(payment, 'RESCUE', ['WRONG_CURRENCY'])
}

export async function otherAmountCurrencyOrShop(
  bench: BankTestBench,
  protocol: BankProtocolName,
): Promise<void> {
  await otherAmount(bench, protocol)
  // Paybox notifications contain no currency; it is part of a parameter name that our own form requested.
  if (protocol !== 'paybox') await otherCurrency(bench, protocol)
  const payment = await bench.startPayment(protocol)
  await bench.notify(payment, { tamper: 'shop' })
  await bench.expectUnpaid(payment)
}

export async function paidAmountIsStored(bench: BankTestBench, protocol: BankProtocolName): Promise<void> {
  const payment = await bench.startPayment(protocol)
  await bench.notify(payment, { tamper: 'amount' })
  const [unmatchedPayment] = await queryInShop<{ amount: number; currency: string }>(
    bench.api,
    payment.contract.shop,
    `select r.amount, r.currency from unmatched_payment r join "order" o on o.id = r.order_id where o.code = $1`,
    payment.order.code,
  )
  expect(unmatchedPayment).toEqual({ amount: Math.floor(payment.order.total / 100), currency: 'EUR' })
}

export async function unknownReference(bench: BankTestBench, protocol: BankProtocolName): Promise<void> {
  const payment = await bench.startPayment(protocol)
  const before = (await bench.recordsOf(payment)).unmatchedWithoutOrder.length
  await bench.notify(payment, { tamper: 'reference' })
  await bench.expectUnpaid(payment)
  const { unmatchedWithoutOrder } = await bench.recordsOf(payment)
  expect(unmatchedWithoutOrder.slice(before)).toEqual(['UNKNOWN_REFERENCE'])
}

/** Two attempts of one order are paid at the same time. */
export async function twoConcurrentPayments(bench: BankTestBench, protocol: BankProtocolName): Promise<void> {
  const first = await bench.startPayment(protocol)
  const { redirect } = await payAtBank(bench.api, first.contract, first.order, { abandonOpenAttempt: true })
  const second = { ...first, id: await arriveAtBank(bench.bank, redirect) }
  await Promise.all([bench.notify(first, {}), bench.notify(second, {})])
  const { attempts, ...rest } = await bench.stateOf(first)
  expect([...attempts].sort()).toEqual(['PAID', 'RESCUE'])
  expect(rest).toMatchObject({ status: 'PAID', unmatchedPayments: ['ALREADY_PAID'] })
  expect(rest.mails.filter((mail) => mail === 'PAYMENT_CONFIRMATION')).toHaveLength(1)
}

/** The buyer changes the amount in the payment form; the bank must find that the signature is wrong. */
export async function alteredForm(bench: BankTestBench, protocol: BankProtocolName): Promise<void> {
  const { contract } = await bench.startPayment(protocol)
  const order = await placeTestOrder(bench.api, contract.shop)
  const { redirect } = await payAtBank(bench.api, contract, order)
  if (!redirect) throw new Error('payByBank returned no form')
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
  const [rejection] = await bench.bank.call<{ reason: string }[]>('GET', '/api/rejections')
  expect(rejection?.reason).toBe('signature')
}

/** The bank notifies the payment, then notifies it again with another status. */
export async function secondStatusOfPayment(
  bench: BankTestBench,
  protocol: BankProtocolName,
  status: string,
): Promise<void> {
  const payment = await bench.startPayment(protocol)
  await bench.notify(payment)
  expect((await bench.notify(payment, { status, source: 'BATCH' }))[0]?.accepted).toBe(true)
  await bench.expectPaidOnce(payment)
}

/** A status that is not a payment moves the attempt to `attemptStatus` and leaves the order unpaid. */
export async function unpaidStatus(
  bench: BankTestBench,
  protocol: BankProtocolName,
  status: string,
  attemptStatus: string,
): Promise<void> {
  const payment = await bench.startPayment(protocol)
  expect((await bench.notify(payment, { status }))[0]?.accepted).toBe(true)
  await bench.expectUnpaid(payment, attemptStatus)
}

/** Lyra notifications count whatever triggered them. */
export async function everyNotificationSource(bench: BankTestBench): Promise<void> {
  for (const source of ['RETRY', 'BO', 'MERCH_BO', 'BATCH', 'BATCH_AUTO']) {
    const payment = await bench.startPayment('lyra')
    await bench.notify(payment, { source })
    await bench.expectPaidOnce(payment)
  }
}

/** Text with accents, separators and serialized data is stored unchanged. */
export async function specialCharacters(bench: BankTestBench, protocol: BankProtocolName): Promise<void> {
  const payment = await bench.startPayment(protocol)
  expect((await bench.notify(payment, { tamper: 'accents' }))[0]?.accepted).toBe(true)
  await bench.expectPaidOnce(payment)
  const [stored] = await queryInShop<{ fields: Record<string, string> }>(
    bench.api,
    payment.contract.shop,
    'select fields from bank_notification order by received_at desc, id desc limit 1',
  )
  expect(Object.values(stored?.fields ?? {})).toContain(ACCENTED)
}
