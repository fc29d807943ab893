import { type Delivery, type Outcome, outcomes, type Payment } from '../payment.ts'
import { html, type Html } from './html.ts'
import { layout } from './layout.ts'
import { misbehaviourFields } from './misbehaviour-panel.ts'
import { paymentSummary } from './payment-summary.ts'
import { type Texts, textsIn } from './texts.ts'

function deliveryRow(texts: Texts, { at, source, outcome, tamper, status, accepted }: Delivery): Html {
  const response = status === null ? texts.unanswered : accepted ? texts.acknowledged : texts.notAcknowledged
  return html`<tr>
    <td>${at.slice(11, 19)} UTC</td>
    <td>${source}</td>
    <td>${texts.outcomes[outcome]}</td>
    <td>${texts.tampers[tamper]}</td>
    <td>${status ?? '–'} ${response}</td>
  </tr>`
}

function deliveryTable(texts: Texts, { deliveries }: Payment): Html {
  if (deliveries.length === 0) return html`<p class="note">${texts.noDelivery}</p>`
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${texts.deliveries}">
    <table>
      <thead>
        <tr>
          ${texts.deliveryHeads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${deliveries.map((delivery) => deliveryRow(texts, delivery))}
      </tbody>
    </table>
  </div>`
}

/** Select field: a new message or an exact copy of an earlier one. */
function messageField(texts: Texts, { deliveries }: Payment): Html {
  const earlier = deliveries.map(
    ({ at, outcome }, index) =>
      html`<option value="${index}">
        ${texts.copyOf} ${at.slice(11, 19)} UTC, ${texts.outcomes[outcome]}
      </option>`,
  )
  return html`<label
    >${texts.message}<select name="replay">
      <option value="">${texts.newMessage}</option>
      ${earlier}
    </select></label
  >`
}

function notificationPanel(payment: Payment, outcome: Outcome): Html {
  const texts = textsIn(payment.language)
  const choices = outcomes.map(
    (other) =>
      html`<option value="${other}" ${other === outcome && html` selected`}>
        ${texts.outcomes[other]}
      </option>`,
  )
  const choice = html`<label
    >${texts.outcome}<select name="outcome">
      ${choices}
    </select></label
  >`
  return html`<details class="card panel">
    <summary>${texts.misbehave}</summary>
    <h2>${texts.deliveries}</h2>
    ${deliveryTable(texts, payment)}
    <form method="post" action="/payments/${payment.id}/notify">
      ${misbehaviourFields(payment.language, html`${messageField(texts, payment)}${choice}`)}
      <button>${texts.send}</button>
    </form>
  </details>`
}

/** Page with the outcome and the link back to the shop, which is followed automatically after `delay` seconds. */
export function resultPage(payment: Payment, outcome: Outcome, canReturn: boolean, delay?: number): string {
  const texts = textsIn(payment.language)
  const title = texts[`${outcome}Title`]
  const returnTo = `/payments/${payment.id}/return`
  const redirects = canReturn && delay !== undefined && payment.returnedAt === undefined
  const content = html`<section class="card status ${outcome}" role="status">
      <h1>${title}</h1>
      <p>${texts[`${outcome}Text`]}</p>
      ${redirects && html`<p class="note">${texts.backSoon}</p>`}
      <div class="actions">
        ${canReturn ? html`<a id="return" class="button first" href="${returnTo}">${texts.back}</a>` : html`<p>${texts.noBack}</p>`}
        ${outcome === 'refused' && html`<a class="button" href="/payments/${payment.id}?again">${texts.tryAgain}</a>`}
      </div>
    </section>
    <section class="card">${paymentSummary(payment)}</section>
    ${notificationPanel(payment, outcome)}`
  return layout(payment.language, title, content, redirects ? { url: returnTo, seconds: delay } : undefined)
}
