import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import { signLyra } from '../../../bank-sandbox/src/protocols/lyra.ts'
import type { BankTestBench } from './bank-test-bench.ts'
import { rowsIn } from '../card.ts'

export async function unsignedErrorCode(probe: BankTestBench): Promise<void> {
  const opened = await probe.open('paybox')
  await probe.expectRefused(opened, () => probe.send(opened, 'GET', 'error_code=00000'))
  const [reference = ''] = await rowsIn<{ reference: string }>(
    probe.api,
    opened.contract.shop,
    'select reference from payment_attempt order by id desc limit 1',
  ).then((rows) => rows.map((row) => row.reference))
  const claim = `M978=${opened.order.total}&R=${reference}&A=A1B2C3&E=00000`
  await probe.expectRefused(opened, () => probe.send(opened, 'GET', claim))
  expect((await fetch(`${probe.addressOf(opened, 'return')}?${claim}`, { redirect: 'manual' })).status).toBe(
    303,
  )
  await probe.expectUnpaid(opened)
}

export async function brokenSignatures(probe: BankTestBench): Promise<void> {
  const opened = await probe.open('paybox')
  const { sent } = await probe.draft(opened)
  const [signed = ''] = sent.split('&K=')
  const broken = ['', '***', '%25E0%25A4%25A', Buffer.alloc(200, 1).toString('base64')]
  for (const signature of [...broken, Buffer.alloc(128, 1).toString('base64')])
    await probe.expectRefused(opened, () =>
      probe.send(opened, 'GET', `${signed}&K=${encodeURIComponent(signature)}`),
    )
}

export async function cheapForDear(probe: BankTestBench): Promise<void> {
  const cheap = await probe.open('sips')
  const dear = await probe.open('sips')
  const { sent } = await probe.draft(cheap)
  await probe.send(dear, 'POST', sent, `?order=${dear.order.code}&token=${dear.order.token}`)
  await probe.expectUnpaid(dear)
  await probe.expectPaidOnce(cheap)
}

export async function wildcard(probe: BankTestBench): Promise<void> {
  const opened = await probe.open('monetico')
  const { sent } = await probe.draft(opened)
  await probe.expectRefused(opened, async () => {
    const response = await probe.send(opened, 'POST', sent.replace(/reference=[^&]*/, 'reference=%25'))
    expect(await response.text()).toBe('version=2\ncdr=1\n')
  })
}

const lyraFields = (sent: string) => Object.fromEntries(new URLSearchParams(sent))

export async function olderAlgorithm(probe: BankTestBench): Promise<void> {
  const opened = await probe.open('lyra')
  const { signature: _signature, ...fields } = lyraFields((await probe.draft(opened)).sent)
  const key = `production-${opened.contract.shop.slug}`
  const text = [
    ...Object.keys(fields)
      .sort()
      .map((name) => fields[name]),
    key,
  ].join('+')
  const signature = createHash('sha1').update(text).digest('hex')
  await probe.expectRefused(opened, () =>
    probe.send(opened, 'POST', String(new URLSearchParams({ ...fields, signature }))),
  )
  const right = signLyra(fields, key)
  await probe.send(opened, 'POST', String(new URLSearchParams({ ...fields, signature: right })))
  await probe.expectPaidOnce(opened)
}

export async function lowerCased(probe: BankTestBench): Promise<void> {
  const opened = await probe.open('lyra')
  const { signature = '', ...fields } = lyraFields((await probe.draft(opened)).sent)
  const lower = new URLSearchParams({ ...fields, signature: signature.toLowerCase() })
  await probe.expectRefused(opened, () => probe.send(opened, 'POST', String(lower)))
  await probe.send(opened, 'POST', String(new URLSearchParams({ ...fields, signature })))
  await probe.expectPaidOnce(opened)
}

export async function algorithmOfMessage(probe: BankTestBench): Promise<void> {
  const opened = await probe.open('sips')
  const { Data = '', ...form } = Object.fromEntries(new URLSearchParams((await probe.draft(opened)).sent))
  const Seal = createHash('sha256').update(`${Data}secret-${opened.contract.shop.slug}`).digest('hex')
  for (const SealAlgorithm of ['SHA-256', 'none', '']) {
    const message = new URLSearchParams({ ...form, Data, Seal, SealAlgorithm })
    await probe.expectRefused(opened, () => probe.send(opened, 'POST', String(message)))
  }
}
