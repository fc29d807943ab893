import { formatAmount } from '../currencies.ts'
import type { Payment } from '../payment.ts'
import { html, type Html } from './html.ts'
import { wordsIn } from './words.ts'

/** What is being paid, to whom, under which reference. */
export function summary({
  language,
  account,
  amount,
  currency,
  orderId,
  reference,
  mode,
  openedAt,
}: Payment): Html {
  const words = wordsIn(language)
  const date = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Europe/Paris',
  }).format(openedAt)
  return html`<dl>
      <dt>${words.amount}</dt>
      <dd class="total">${formatAmount(amount, currency, language)}</dd>
      <dt>${words.shop}</dt>
      <dd>${account.name ?? account.shop}</dd>
      ${
        orderId &&
        html`<dt>${words.order}</dt>
          <dd>${orderId}</dd>`
      }
      <dt>${words.reference}</dt>
      <dd><code>${reference}</code></dd>
      <dt>${words.date}</dt>
      <dd>${date}</dd>
    </dl>
    <p class="note"><span class="mode">${mode === 'TEST' ? words.modeTest : words.modeProduction}</span></p>`
}
