import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import { signLyra } from '../../../bank-sandbox/src/protocols/lyra.ts'
import type { BankTestBench } from './bank-test-bench.ts'
import { queryInShop } from '../sql.ts'

// Each function sends hand-made messages of one protocol and asserts that the API refuses them.

/** The parameters of a Paybox return, unsigned, are neither a notification nor a payment. */
export async function unsignedPayboxReturn(bench: BankTestBench): Promise<void> {
  const payment = await bench.startPayment('paybox')
  await bench.expectRefused(payment, () => bench.send(payment, 'GET', 'error_code=00000'))
  const [attempt] = await queryInShop<{ reference: string }>(
    bench.api,
    payment.contract.shop,
    'select reference from payment_attempt order by id desc limit 1',
  )
  const unsigned = `M978=${payment.order.total}&R=${attempt?.reference}&A=A1B2C3&E=00000`
  await bench.expectRefused(payment, () => bench.send(payment, 'GET', unsigned))
  const returned = await fetch(`${bench.callbackUrl(payment, 'return')}?${unsigned}`, { redirect: 'manual' })
  expect(returned.status).toBe(303)
  await bench.expectUnpaid(payment)
}

export async function malformedPayboxSignatures(bench: BankTestBench): Promise<void> {
  const payment = await bench.startPayment('paybox')
  const { sent } = await bench.interceptNotification(payment)
  const [signedText = ''] = sent.split('&K=')
  const malformed = ['', '***', '%25E0%25A4%25A', Buffer.alloc(200, 1).toString('base64')]
  for (const signature of [...malformed, Buffer.alloc(128, 1).toString('base64')])
    await bench.expectRefused(payment, () =>
      bench.send(payment, 'GET', `${signedText}&K=${encodeURIComponent(signature)}`),
    )
}

/** A genuine Sips notification, sent with another order in the query, pays only its own order. */
export async function notificationSentForOtherOrder(bench: BankTestBench): Promise<void> {
  const notified = await bench.startPayment('sips')
  const other = await bench.startPayment('sips')
  const { sent } = await bench.interceptNotification(notified)
  await bench.send(other, 'POST', sent, `?order=${other.order.code}&token=${other.order.token}`)
  await bench.expectUnpaid(other)
  await bench.expectPaidOnce(notified)
}

/** A percent sign as the reference is not a LIKE pattern. */
export async function wildcardReference(bench: BankTestBench): Promise<void> {
  const payment = await bench.startPayment('monetico')
  const { sent } = await bench.interceptNotification(payment)
  await bench.expectRefused(payment, async () => {
    const response = await bench.send(payment, 'POST', sent.replace(/reference=[^&]*/, 'reference=%25'))
    expect(await response.text()).toBe('version=2\ncdr=1\n')
  })
}

const parseFields = (text: string) => Object.fromEntries(new URLSearchParams(text))
const formatFields = (fields: Record<string, string>) => String(new URLSearchParams(fields))

/** A Lyra notification signed with SHA-1 instead of HMAC-SHA-256. */
export async function sha1Signature(bench: BankTestBench): Promise<void> {
  const payment = await bench.startPayment('lyra')
  const { signature: _signature, ...fields } = parseFields((await bench.interceptNotification(payment)).sent)
  const key = `production-${payment.contract.shop.slug}`
  const names = Object.keys(fields).sort()
  const signedText = [...names.map((name) => fields[name]), key].join('+')
  const sha1 = createHash('sha1').update(signedText).digest('hex')
  await bench.expectRefused(payment, () =>
    bench.send(payment, 'POST', formatFields({ ...fields, signature: sha1 })),
  )
  await bench.send(payment, 'POST', formatFields({ ...fields, signature: signLyra(fields, key) }))
  await bench.expectPaidOnce(payment)
}

export async function lowerCaseSignature(bench: BankTestBench): Promise<void> {
  const payment = await bench.startPayment('lyra')
  const { signature = '', ...fields } = parseFields((await bench.interceptNotification(payment)).sent)
  const lowerCase = formatFields({ ...fields, signature: signature.toLowerCase() })
  await bench.expectRefused(payment, () => bench.send(payment, 'POST', lowerCase))
  await bench.send(payment, 'POST', formatFields({ ...fields, signature }))
  await bench.expectPaidOnce(payment)
}

/** A Sips message cannot choose a weaker algorithm for its own seal. */
export async function algorithmChosenByMessage(bench: BankTestBench): Promise<void> {
  const payment = await bench.startPayment('sips')
  const { Data = '', ...form } = parseFields((await bench.interceptNotification(payment)).sent)
  const Seal = createHash('sha256').update(`${Data}secret-${payment.contract.shop.slug}`).digest('hex')
  for (const SealAlgorithm of ['SHA-256', 'none', '']) {
    const message = formatFields({ ...form, Data, Seal, SealAlgorithm })
    await bench.expectRefused(payment, () => bench.send(payment, 'POST', message))
  }
}
