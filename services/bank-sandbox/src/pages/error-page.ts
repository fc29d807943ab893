import type { Rejection } from '../bank.ts'
import type { Language } from '../payment.ts'
import { html } from './html.ts'
import { layout } from './layout.ts'
import { wordsIn } from './words.ts'

/** What the buyer sees when the shop's request is refused, with the field for the merchant. */
export function errorPage(language: Language, { reason, field, code, detail }: Rejection): string {
  const words = wordsIn(language)
  return layout(
    language,
    words.errorTitle,
    html`<section class="card status error" role="alert">
        <h1>${words.errorTitle}</h1>
        <p>${words.errorText}</p>
      </section>
      <section class="card">
        <h2>${words.merchantDetail}</h2>
        <dl>
          ${
            code !== undefined &&
            html`<dt>${words.errorCode}</dt>
              <dd id="error-code">${code}</dd>`
          }
          <dt>${words.errorField}</dt>
          <dd id="error-field"><code>${field}</code></dd>
          <dt>${words.errorReason}</dt>
          <dd id="error-reason" data-reason="${reason}">
            ${words.reason[reason]}${detail !== undefined && html` (${detail})`}
          </dd>
        </dl>
      </section>`,
  )
}

export function unknownPaymentPage(language: Language): string {
  const words = wordsIn(language)
  return layout(
    language,
    words.goneTitle,
    html`<section class="card status error">
      <h1>${words.goneTitle}</h1>
      <p>${words.goneText}</p>
    </section>`,
  )
}
