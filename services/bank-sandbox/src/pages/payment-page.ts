import { formatAmount } from '../currencies.ts'
import type { Payment } from '../payment.ts'
import { lastDigits } from '../test-cards.ts'
import { html } from './html.ts'
import { layout } from './layout.ts'
import { misbehaviourFields, timingField } from './misbehaviour-panel.ts'
import { paymentSummary } from './payment-summary.ts'
import { textsIn } from './texts.ts'

const brands = [
  ['CB', 'CB'],
  ['VISA', 'Visa'],
  ['MASTERCARD', 'Mastercard'],
] as const

/** The page on which the buyer pays or chooses another outcome. */
export function paymentPage(payment: Payment): string {
  const { language, id, amount, currency } = payment
  const texts = textsIn(language)
  const choices = brands.map(
    ([value, label]) =>
      html`<label class="choice"
        ><input
          type="radio"
          name="brand"
          value="${value}"
          ${value === payment.brand && html` checked`}
        /><span>${label}</span><span class="number">•••• ${lastDigits(value)}</span></label
      >`,
  )
  return layout(
    language,
    texts.paymentTitle,
    html`<h1>${texts.paymentTitle}</h1>
      <form class="columns" method="post" action="/payments/${id}">
        <section class="card" aria-label="${texts.order}">${paymentSummary(payment)}</section>
        <div class="card">
          <fieldset>
            <legend>${texts.cardTitle}</legend>
            ${choices}
          </fieldset>
          <button class="first" name="outcome" value="paid">
            ${texts.pay} ${formatAmount(amount, currency, language)}
          </button>
          <div class="pair">
            <button name="outcome" value="refused">${texts.refuse}</button>
            <button name="outcome" value="pending">${texts.pending}</button>
          </div>
          <button class="plain" name="outcome" value="cancelled">${texts.cancel}</button>
          <p class="note">${texts.payNote}</p>
          <details class="card panel">
            <summary>${texts.misbehave}</summary>
            <p class="note">${texts.misbehaveNote}</p>
            ${misbehaviourFields(language, timingField(language))}
          </details>
        </div>
      </form>`,
  )
}
