import { SvelteMap } from 'svelte/reactivity'
import { applyAction, deserialize } from '$app/forms'
import { refreshAll } from '$app/navigation'
import { page } from '$app/state'
import type { ActionData } from './$types.js'

const cartPath = '/cart'

type Outcome = Awaited<ReturnType<typeof postQuantity>>

/** Sends changed quantities one after another. Of several quantities of a line, only the last one counts. */
export class CartQuantities {
  /** Quantities that the buyer wants and the page does not show as the cart's yet, by variant id. */
  readonly wanted = new SvelteMap<string, number>()
  #sending: Promise<void> | null = null

  get isBusy(): boolean {
    return this.wanted.size > 0
  }

  set(variantId: string, quantity: number): void {
    this.wanted.set(variantId, quantity)
    this.#sending ??= this.#sendAll().finally(() => (this.#sending = null))
  }

  /** Resolves when every quantity has been sent. False if one was refused. */
  async settle(): Promise<boolean> {
    let isAccepted = true
    while (this.#sending) {
      await this.#sending
      isAccepted &&= this.#isAccepted
    }
    return isAccepted
  }

  #isAccepted = true

  async #sendAll(): Promise<void> {
    const sent = new SvelteMap<string, number>()
    this.#isAccepted = true
    while (this.wanted.size > 0) {
      const [due] = [...this.wanted].filter(([variantId, quantity]) => sent.get(variantId) !== quantity)
      if (due) {
        const [variantId, quantity] = due
        sent.set(variantId, quantity)
        const outcome = await postQuantity(variantId, quantity)
        if (outcome.type !== 'success') await this.#giveUp(variantId, quantity, outcome)
        else if (page.form && page.url.pathname === cartPath) await applyAction(outcome)
        continue
      }
      await refreshAll()
      for (const [variantId, quantity] of sent)
        if (this.wanted.get(variantId) === quantity) this.wanted.delete(variantId)
    }
  }

  /** Shows the refusal and the quantity that the cart still has, unless the buyer already wants another one. */
  async #giveUp(variantId: string, quantity: number, outcome: Outcome): Promise<void> {
    if (this.wanted.get(variantId) !== quantity) return
    this.#isAccepted = false
    await refreshAll()
    if (this.wanted.get(variantId) === quantity) this.wanted.delete(variantId)
    if (page.url.pathname === cartPath) await applyAction(outcome)
  }
}

async function postQuantity(variantId: string, quantity: number) {
  const body = new FormData()
  body.set('variantId', variantId)
  body.set('quantity', String(quantity))
  try {
    const response = await fetch(`${cartPath}?/set`, {
      method: 'POST',
      headers: { accept: 'application/json', 'x-sveltekit-action': 'true' },
      body,
      keepalive: true,
    })
    return deserialize<NonNullable<ActionData>, NonNullable<ActionData>>(await response.text())
  } catch {
    const data = { variantId, userErrors: [], requestError: 'SERVICE_UNAVAILABLE' } satisfies ActionData
    return { type: 'failure', status: 503, data, location: cartPath } as const
  }
}
