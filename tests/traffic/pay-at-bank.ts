import type { RunShop } from '../../infra/local/product/run-file.ts'
import { codesOf } from './order-something.ts'
import type { Order, Visitor } from './visitor.ts'

/** Goes to the page of the shop's first bank, as the buyer's browser would; the payment's id there. */
export async function openAtBank(visitor: Visitor, shop: RunShop, order: Order): Promise<string> {
  const bankId = shop.banks[0]?.id ?? ''
  const returnUrl = `${shop.origin}/orders/${order.code}`
  const { redirect, userErrors } = await visitor.payByBank(order, { bankId, returnUrl })
  if (!redirect) throw new Error(`The bank was refused: ${codesOf(userErrors)}`)
  const { method, url, fields } = redirect
  const body = new URLSearchParams(fields.map(({ name, value }) => [name, value]))
  const page = await fetch(url, { method, body })
  return new URL(page.url).pathname.split('/').at(-1) ?? ''
}

/** The bank takes the money and notifies, rightly signed. @param tamper what the sandbox makes of the message */
export async function takeAtBank(bank: string, paymentId: string, tamper = 'none'): Promise<void> {
  const answer = await fetch(`${bank}/api/payments/${paymentId}/decide`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ outcome: 'paid', misbehaviour: { tamper } }),
  })
  if (!answer.ok) throw new Error(`The bank took nothing: ${await answer.text()}`)
}
