import { type Outcome, outcomes } from '../outcome.ts'
import type { Delivery, Payment } from '../payment.ts'
import { html, type Html } from './html.ts'
import { layout } from './layout.ts'
import { misbehaveFields } from './misbehave-panel.ts'
import { summary } from './summary.ts'
import { type Words, wordsIn } from './words.ts'

function deliveryRow(words: Words, { at, source, outcome, tamper, status, accepted }: Delivery): Html {
  const answer = status === null ? words.unanswered : accepted ? words.accepted : words.refusedByShop
  return html`<tr>
    <td>${at.slice(11, 19)} UTC</td>
    <td>${source}</td>
    <td>${words.outcomes[outcome]}</td>
    <td>${words.tampers[tamper]}</td>
    <td>${status ?? '–'} ${answer}</td>
  </tr>`
}

function deliveryTable(words: Words, { deliveries }: Payment): Html {
  if (deliveries.length === 0) return html`<p class="note">${words.noDelivery}</p>`
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${words.deliveries}">
    <table>
      <thead>
        <tr>
          ${words.deliveryHeads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${deliveries.map((delivery) => deliveryRow(words, delivery))}
      </tbody>
    </table>
  </div>`
}

/** A message of the bank's own making, or one that was sent already. */
function messageField(words: Words, { deliveries }: Payment): Html {
  const earlier = deliveries.map(
    ({ at, outcome }, index) =>
      html`<option value="${index}">
        ${words.bytesOf} ${at.slice(11, 19)} UTC, ${words.outcomes[outcome]}
      </option>`,
  )
  return html`<label
    >${words.message}<select name="replay">
      <option value="">${words.newMessage}</option>
      ${earlier}
    </select></label
  >`
}

function bankRoom(payment: Payment, outcome: Outcome): Html {
  const words = wordsIn(payment.language)
  const choices = outcomes.map(
    (other) =>
      html`<option value="${other}" ${other === outcome && html` selected`}>
        ${words.outcomes[other]}
      </option>`,
  )
  const choice = html`<label
    >${words.outcome}<select name="outcome">
      ${choices}
    </select></label
  >`
  return html`<details class="card panel">
    <summary>${words.misbehave}</summary>
    <h2>${words.deliveries}</h2>
    ${deliveryTable(words, payment)}
    <form method="post" action="/payments/${payment.id}/notify">
      ${misbehaveFields(payment.language, html`${messageField(words, payment)}${choice}`)}
      <button>${words.send}</button>
    </form>
  </details>`
}

/** The bank's ticket: how the payment went, and the way back. `delay`: seconds after which it goes back by itself. */
export function resultPage(payment: Payment, outcome: Outcome, canReturn: boolean, delay?: number): string {
  const words = wordsIn(payment.language)
  const title = words[`${outcome}Title`]
  const returnTo = `/payments/${payment.id}/return`
  const leaves = canReturn && delay !== undefined && payment.returnedAt === undefined
  const content = html`<section class="card status ${outcome}" role="status">
      <h1>${title}</h1>
      <p>${words[`${outcome}Text`]}</p>
      ${leaves && html`<p class="note">${words.backSoon}</p>`}
      <div class="actions">
        ${canReturn ? html`<a id="return" class="button first" href="${returnTo}">${words.back}</a>` : html`<p>${words.noBack}</p>`}
        ${outcome === 'refused' && html`<a class="button" href="/payments/${payment.id}?again">${words.tryAgain}</a>`}
      </div>
    </section>
    <section class="card">${summary(payment)}</section>
    ${bankRoom(payment, outcome)}`
  return layout(payment.language, title, content, leaves ? { url: returnTo, seconds: delay } : undefined)
}
