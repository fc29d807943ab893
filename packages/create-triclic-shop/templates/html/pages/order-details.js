import { html } from '../html.js'
import { nameOf } from '../lib/format.js'
import { money, t, time } from '../shop.js'

/** What was ordered, and what happened to it. */
export const orderDetails = (order, shop) =>
  html`<div class="columns">
    <section>
      <h2>${t.products}</h2>
      <dl class="rows">
        ${order.lines.map(
          (line) =>
            html`<div>
              <dt>${item(line)}</dt>
              <dd>${money(line.total)}</dd>
            </div>`,
        )}
        <div>
          <dt>${t.shipping}</dt>
          <dd>${money(order.shippingTotal)}</dd>
        </div>
        <div>
          <dt>${t.tax}</dt>
          <dd>${money(order.taxTotal)}</dd>
        </div>
        <div>
          <dt>${t.total}</dt>
          <dd><strong>${money(order.total)}</strong></dd>
        </div>
      </dl>
      ${order.invoices.length > 0 && html`<h2>${t.documents}</h2>`}
      ${order.invoices.map(
        ({ kind, number, url }) =>
          html`<p><a class="target" href="${url}">${t.invoice[kind]} ${number}</a></p>`,
      )}
    </section>
    <section>
      <h2>${t.history}</h2>
      <ol class="rows">
        ${order.steps.map(
          ({ kind, at, amount }) =>
            html`<li>
              <span>${t.step[kind]} ${amount && money(amount)}</span
              ><time datetime="${at}">${time(at, shop)}</time>
            </li>`,
        )}
      </ol>
      ${order.parcels.length > 0 && html`<h2>${t.parcels}</h2>`} ${order.parcels.map(parcelBox)}
      ${order.refunds.length > 0 && html`<h2>${t.refunds}</h2>`}
      ${order.refunds.map(
        ({ amount, refundedAt, reason }) =>
          html`<p><strong>${money(amount)}</strong>, ${time(refundedAt, shop)} ${reason}</p>`,
      )}
      ${withdrawals(order, shop)}
    </section>
  </div>`

const item = ({ quantity, productName, variantName }) => `${quantity} × ${nameOf(productName, variantName)}`

const parcelBox = ({ lines, pickupAddress, carrier, openingHours, trackingNumber, trackingUrl }) =>
  html`<div class="box">
    ${lines.map((line) => html`<p>${item(line)}</p>`)}
    <p>${pickupAddress ?? carrier} ${openingHours ?? trackingNumber}</p>
    ${trackingUrl && html`<p><a class="target" href="${trackingUrl}">${t.track}</a></p>`}
  </div>`

const withdrawals = ({ code, withdrawal }, shop) =>
  html`<h2>${t.withdrawal}</h2>
    ${withdrawal.withdrawals.map(
      ({ withdrawnAt, lines }) =>
        html`<p>${t.withdrawnOn(time(withdrawnAt, shop))}</p>
          <ul>
            ${lines.map(({ quantity, productName }) => html`<li>${quantity} × ${productName}</li>`)}
          </ul>`,
    )}
    ${
      withdrawal.state === 'AVAILABLE' &&
      html`<p><a class="button" href="/?withdraw&order=${code}">${t.withdraw}</a></p>
        <p class="soft">
          ${withdrawal.endsAt ? t.withdrawUntil(time(withdrawal.endsAt, shop)) : t.withdrawOpen}
        </p>`
    }`
