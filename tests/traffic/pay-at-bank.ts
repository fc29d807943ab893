import type { RunShop } from '../../infra/local/product/run-file.ts'
import { codesOf } from './place-sample-order.ts'
import type { BankPayload, Order, Visitor } from './visitor.ts'

/** Starts a payment at the shop's first bank and opens its page, as the buyer's browser would. Returns its id there. */
export async function openBankPage(visitor: Visitor, shop: RunShop, order: Order): Promise<string> {
  const bankId = shop.banks[0]?.id ?? ''
  const returnUrl = `${shop.origin}/orders/${order.code}`
  const { redirect, userErrors } = await visitor.payByBank(order, { bankId, returnUrl })
  if (!redirect) throw new Error(`payByBank was refused: ${codesOf(userErrors)}`)
  return submitToBank(redirect)
}

type Redirect = NonNullable<BankPayload['redirect']>

function submitForm({ method, url, fields }: Redirect, redirect: 'follow' | 'manual'): Promise<Response> {
  const values = new URLSearchParams(fields.map(({ name, value }) => [name, value]))
  if (method === 'POST') return fetch(url, { method, body: values, redirect })
  const query = values.size > 0 ? `${url.includes('?') ? '&' : '?'}${values}` : ''
  return fetch(url + query, { redirect })
}

/** Submits the form that payByBank returned. Returns the payment's id at the bank. */
export async function submitToBank(redirect: Redirect): Promise<string> {
  const page = await submitForm(redirect, 'follow')
  if (!page.ok) throw new Error(`The bank refused the form: ${page.status}`)
  return new URL(page.url).pathname.split('/').at(-1) ?? ''
}

/**
 * Makes the buyer's choice on the bank's page; the bank then sends its signed notification.
 * @param tamper how the sandbox falsifies the notification
 */
export async function decideAtBank(
  bank: string,
  paymentId: string,
  outcome: 'paid' | 'refused' | 'cancelled' | 'pending' = 'paid',
  tamper = 'none',
): Promise<void> {
  const response = await fetch(`${bank}/api/payments/${paymentId}/decide`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ outcome, misbehaviour: { tamper } }),
  })
  if (!response.ok) throw new Error(`The bank rejected the outcome ${outcome}: ${await response.text()}`)
}

/** Leaves the bank's page. Returns the API's redirect to the shop, not followed. */
export async function returnFromBank(bank: string, paymentId: string): Promise<Response> {
  const form = await fetch(`${bank}/api/payments/${paymentId}/return`, { method: 'POST' })
  return submitForm((await form.json()) as Redirect, 'manual')
}
