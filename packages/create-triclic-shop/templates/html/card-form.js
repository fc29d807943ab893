import { html } from './html.js'
import { BRAND_NAMES, brandOf, parseExpiry } from './lib/card.js'
import { client, onSubmit, t } from './shop.js'
import { accepted, StorefrontFailure, UserErrors } from './storefront-client/index.js'

const wrong = (message, field) => new UserErrors([{ code: 'INVALID', message, field: [field] }])

/** The inputs have no names, so that the number can be sent by the script alone. */
export const cardForm = (brands, label) =>
  html`<form class="card">
    <label>
      ${t.cardNumber}
      <input id="number" inputmode="numeric" autocomplete="cc-number" required data-testid="card-number" />
    </label>
    <label>
      ${t.cardBrand}
      <select id="brand" required>
        <option></option>
        ${brands.map((brand) => html`<option value="${brand}">${BRAND_NAMES[brand]}</option>`)}
      </select>
    </label>
    <label>${t.expiry} <input id="expiryMonth" autocomplete="cc-exp" required /></label>
    <button class="primary">${label}</button>
    <p class="soft">${t.cardText}</p>
  </form>`

/** Sends the card from the browser straight to the API. */
export function onCard(form, access, onPaid) {
  const [number, brand, expiry] = form.querySelectorAll('input#number, select, #expiryMonth')
  number.addEventListener('input', () => (brand.value = brandOf(number.value) ?? ''))
  let idempotencyKey = null
  onSubmit(form, async () => {
    const validUntil = parseExpiry(expiry.value)
    if (!validUntil) throw wrong(t.expiryInvalid, 'expiryMonth')
    const card = { number: number.value, brand: brand.value, ...validUntil }
    try {
      accepted(await client.payByCard({ input: { ...access, card, idempotencyKey } }))
      form.reset()
      onPaid()
    } catch (error) {
      // Nobody knows whether a request that failed has arrived: the next one repeats it.
      idempotencyKey = error instanceof StorefrontFailure ? error.idempotencyKey : null
      throw error
    }
  })
}
