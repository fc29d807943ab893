import { readForm } from '../form.ts'
import type { Payment } from '../payment.ts'
import type { Return } from '../protocols/protocol.ts'
import { html, type Html } from './html.ts'
import { layout } from './layout.ts'
import { wordsIn } from './words.ts'

/** Submits the form that takes the buyer back by POST, as soon as the page is there. */
export const returnScript = `document.getElementById('return').submit()`

/** A form that carries the buyer back to the shop; without script, its button does. */
export function returnPage({ language }: Payment, { url = '', text }: Return): string {
  const words = wordsIn(language)
  const fields = readForm(text).map(
    ([name, value]): Html => html`<input type="hidden" name="${name}" value="${value}" />`,
  )
  return layout(
    language,
    words.returning,
    html`<section class="card status">
        <h1>${words.returning}</h1>
        <p>${words.returningText}</p>
        <form id="return" method="post" action="${url}">
          ${fields}
          <div class="actions"><button class="first">${words.back}</button></div>
        </form>
      </section>
      <script src="/assets/return.js"></script>`,
  )
}
