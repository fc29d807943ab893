import { html, show } from '../html.js'
import { countryName } from '../lib/format.js'
import { client, keepOrder, language, money, onSubmit, readForm, t } from '../shop.js'
import { accepted } from '../storefront-client/index.js'

const FIELDS = [
  ['email', 'email', 'email'],
  ['firstName', 'given-name', 'text'],
  ['lastName', 'family-name', 'text'],
  ['line1', 'street-address', 'text'],
  ['postalCode', 'postal-code', 'text'],
  ['city', 'address-level2', 'text'],
]

export async function showPage({ main, shop, pages }) {
  const countries = shop.countries
    .map(({ code }) => ({ code, name: countryName(code, language) }))
    .sort((a, b) => a.name.localeCompare(b.name, language))
  document.title = t.checkout
  show(
    main,
    html`<h1>${t.checkout}</h1>
      <form class="columns">
        <div class="fields">
          <h2>${t.address}</h2>
          ${FIELDS.map(
            ([name, autocomplete, type]) =>
              html`<label>
                ${t[name]}
                <input
                  name="${name}"
                  type="${type}"
                  autocomplete="${autocomplete}"
                  ${name !== 'postalCode' && 'required'}
                />
              </label>`,
          )}
          <label>
            ${t.countryCode}
            <select name="countryCode" autocomplete="country">
              ${countries.map(
                ({ code, name }) =>
                  html`<option value="${code}" ${code === shop.country && 'selected'}>${name}</option>`,
              )}
            </select>
          </label>
        </div>
        <div class="fields">
          <div class="fields" id="delivery"></div>
          <p class="bar">
            ${t.applies}
            ${pages
              .filter(({ kind }) => kind === 'TERMS' || kind === 'WITHDRAWAL')
              .map(({ slug, title }) => html`<a href="/?legal=${slug}" target="_blank">${title}</a>`)}
          </p>
          <button class="primary">${t.order}</button>
        </div>
      </form>`,
  )
  const form = main.querySelector('form')
  let expectedTotal = await showDelivery(form)
  form.addEventListener('change', async ({ target }) => {
    if (['countryCode', 'postalCode', 'shippingMethodId'].includes(target.name))
      expectedTotal = await showDelivery(form)
  })
  // A second click, and a retry after a failure, place the same order.
  const idempotencyKey = crypto.randomUUID()
  // #region order
  onSubmit(form, async ({ email, shippingMethodId, ...address }) => {
    const billingAddress = /** @type {any} */ (address)
    const input = { email, billingAddress, shippingMethodId, expectedTotal, idempotencyKey }
    const { order } = accepted(await client.placeOrder({ input }))
    keepOrder(order)
    location.assign(`/?order=${order.code}`)
  })
  // #endregion order
}

/** Shows the ways to deliver the cart, and what everything costs with the chosen one, or else the first. Returns the total. */
async function showDelivery(form) {
  const { countryCode, postalCode, shippingMethodId } = readForm(form)
  const place = { countryCode, postalCode: postalCode || null }
  const methods = await client.shippingMethods(place)
  const method = methods.find(({ id }) => id === shippingMethodId) ?? methods[0]
  const { totals } = await client.quote({ ...place, shippingMethodId: method?.id })
  show(
    form.querySelector('#delivery'),
    html`<h2>${t.delivery}</h2>
      <fieldset>
        <legend class="sr-only">${t.delivery}</legend>
        ${methods.map((each) => choice(each, each === method))}
        ${methods.length === 0 && html`<p>${t.noDelivery}</p>`}
      </fieldset>
      ${
        totals &&
        html`<dl class="rows">
          <div>
            <dt>${t.subtotal}</dt>
            <dd>${money(totals.subtotal)}</dd>
          </div>
          <div>
            <dt>${t.shipping}</dt>
            <dd>${money(totals.shippingTotal)}</dd>
          </div>
          <div>
            <dt>${t.tax}</dt>
            <dd>${money(totals.taxTotal)}</dd>
          </div>
          <div>
            <dt>${t.total}</dt>
            <dd><strong>${money(totals.total)}</strong></dd>
          </div>
        </dl>`
      }`,
  )
  return totals?.total.amount
}

const choice = ({ id, name, description, price, pickupAddress, openingHours }, isChosen) =>
  html`<label>
    <input type="radio" name="shippingMethodId" value="${id}" ${isChosen && 'checked'} />
    <span>
      ${name}, ${price.amount ? money(price) : t.free}
      ${[description, pickupAddress, openingHours].map(
        (text) => text && html`<br /><small class="soft">${text}</small>`,
      )}
    </span>
  </label>`
