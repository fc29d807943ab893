import { formatAmount } from '../currencies.ts'
import type { Payment } from '../payment.ts'
import { lastDigits } from '../test-cards.ts'
import { html } from './html.ts'
import { layout } from './layout.ts'
import { misbehaveFields, timingField } from './misbehave-panel.ts'
import { summary } from './summary.ts'
import { wordsIn } from './words.ts'

const brands = [
  ['CB', 'CB'],
  ['VISA', 'Visa'],
  ['MASTERCARD', 'Mastercard'],
] as const

/** The page where the buyer pays, or plays another answer of the bank's. */
export function paymentPage(payment: Payment): string {
  const { language, id, amount, currency } = payment
  const words = wordsIn(language)
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
    words.paymentTitle,
    html`<h1>${words.paymentTitle}</h1>
      <form class="columns" method="post" action="/payments/${id}">
        <section class="card" aria-label="${words.order}">${summary(payment)}</section>
        <div class="card">
          <fieldset>
            <legend>${words.cardTitle}</legend>
            ${choices}
          </fieldset>
          <button class="first" name="outcome" value="paid">
            ${words.pay} ${formatAmount(amount, currency, language)}
          </button>
          <div class="pair">
            <button name="outcome" value="refused">${words.refuse}</button>
            <button name="outcome" value="pending">${words.pending}</button>
          </div>
          <button class="plain" name="outcome" value="cancelled">${words.cancel}</button>
          <p class="note">${words.payNote}</p>
          <details class="card panel">
            <summary>${words.misbehave}</summary>
            <p class="note">${words.misbehaveNote}</p>
            ${misbehaveFields(language, timingField(language))}
          </details>
        </div>
      </form>`,
  )
}
