import { tampers } from '../misbehaviour.ts'
import type { Language } from '../payment.ts'
import { html, type Html } from './html.ts'
import { wordsIn } from './words.ts'

/** Orders of messages worth trying, in the form's own writing. */
const sequences = ['refused,paid', 'paid,refused', 'pending,paid', 'paid,pending', 'cancelled,paid'] as const

function options(entries: readonly (readonly [value: string, label: string])[]): Html[] {
  return entries.map(([value, label]) => html`<option value="${value}">${label}</option>`)
}

/** When the notification comes, with respect to the buyer's return. */
export function timingField(language: Language): Html {
  const words = wordsIn(language)
  return html`<label
    >${words.timing}<select name="timing">
      ${options(Object.entries(words.timings))}
    </select></label
  >`
}

/** The fields that say what is wrong with a notification, after `first`; they stand inside a form. */
export function misbehaveFields(language: Language, first: Html): Html {
  const words = wordsIn(language)
  const named = (list: string) =>
    list
      .split(',')
      .map((outcome) => words.outcomes[outcome as keyof typeof words.outcomes])
      .join(' → ')
  return html`<div class="fields">
    ${first}
    <label
      >${words.late}<input name="late" type="number" min="0" max="172800" value="0" list="moments"
    /></label>
    <datalist id="moments"><option value="86400">${words.tomorrow}</option></datalist>
    <label>${words.copies}<input name="copies" type="number" min="1" max="100" value="1" /></label>
    <label
      >${words.sequence}<select name="sequence">
        <option value="">${words.asOrdered}</option>
        ${options(sequences.map((list) => [list, named(list)]))}
      </select></label
    >
    <label
      >${words.tamper}<select name="tamper">
        ${options(tampers.map((tamper) => [tamper, words.tampers[tamper]]))}
      </select></label
    >
  </div>`
}
