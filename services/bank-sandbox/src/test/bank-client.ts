import type { Delivery } from '../payment.ts'

/** Calls the bank over HTTP, as a shop, a buyer or a test does. */
export class BankClient {
  readonly url: string

  constructor(url: string) {
    this.url = url
  }

  /** Posts a shop's form as the buyer's browser does; returns the id of the payment or the contents of the error page. */
  async submitOrder(path: string, fields: [string, string][] | Record<string, string>) {
    const body = new URLSearchParams(fields)
    const response = await fetch(`${this.url}${path}`, { method: 'POST', body, redirect: 'manual' })
    const page = await response.text()
    const id = response.headers.get('location')?.split('/').at(-1) ?? ''
    const read = (name: string) => new RegExp(`id="error-${name}"[^>]*>(?:<code>)?([^<]*)`).exec(page)?.[1]
    const reason = /data-reason="([^"]*)"/.exec(page)?.[1]
    return { status: response.status, id, page, code: read('code'), field: read('field'), reason }
  }

  /**
   * Calls the JSON API.
   *
   * @throws Error with status and body if the status is not 2xx
   */
  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const json =
      body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
    const response = await fetch(`${this.url}${path}`, { method, ...json })
    const text = await response.text()
    if (!response.ok) throw new Error(`${response.status} ${text}`)
    return (text ? JSON.parse(text) : undefined) as T
  }

  decide(
    id: string,
    outcome: string,
    misbehaviour?: object,
  ): Promise<{ status: string; deliveries: Delivery[] }> {
    return this.call('POST', `/api/payments/${id}/decide`, { outcome, misbehaviour })
  }

  notify(id: string, options: object): Promise<{ deliveries: Delivery[] }> {
    return this.call('POST', `/api/payments/${id}/notify`, options)
  }

  leave(id: string): Promise<{ url: string; method: string; fields: { name: string; value: string }[] }> {
    return this.call('POST', `/api/payments/${id}/return`)
  }
}
