import { type Misbehaviour, misbehaviourSchema, normalBehaviour, tampers } from '../misbehaviour.ts'
import type { Language } from '../payment.ts'
import { html, type Html } from './html.ts'
import { textsIn } from './texts.ts'

/** Sequences offered in the form, as submitted. */
const sequences = ['refused,paid', 'paid,refused', 'pending,paid', 'paid,pending', 'cancelled,paid'] as const

function options(entries: readonly (readonly [value: string, label: string])[]): Html[] {
  return entries.map(([value, label]) => html`<option value="${value}">${label}</option>`)
}

/** Select field: whether the notification is sent before or after the buyer returns, or never. */
export function timingField(language: Language): Html {
  const texts = textsIn(language)
  return html`<label
    >${texts.timing}<select name="timing">
      ${options(Object.entries(texts.timings))}
    </select></label
  >`
}

/** The form fields for the faults of a notification, preceded by `first`; to be placed inside a form. */
export function misbehaviourFields(language: Language, first: Html): Html {
  const texts = textsIn(language)
  const sequenceLabel = (sequence: string) =>
    sequence
      .split(',')
      .map((outcome) => texts.outcomes[outcome as keyof typeof texts.outcomes])
      .join(' → ')
  return html`<div class="fields">
    ${first}
    <label
      >${texts.late}<input name="late" type="number" min="0" max="172800" value="0" list="delays"
    /></label>
    <datalist id="delays"><option value="86400">${texts.tomorrow}</option></datalist>
    <label>${texts.copies}<input name="copies" type="number" min="1" max="100" value="1" /></label>
    <label
      >${texts.sequence}<select name="sequence">
        <option value="">${texts.buyersChoice}</option>
        ${options(sequences.map((sequence) => [sequence, sequenceLabel(sequence)]))}
      </select></label
    >
    <label
      >${texts.tamper}<select name="tamper">
        ${options(tampers.map((tamper) => [tamper, texts.tampers[tamper]]))}
      </select></label
    >
  </div>`
}

/**
 * Reads the submitted fields; undefined if none was changed, so that a misbehaviour rule can apply.
 *
 * @throws ZodError if a field is invalid
 */
export function readMisbehaviourFields(form: Record<string, string>): Misbehaviour | undefined {
  const { timing = 'before-return', late = '0', copies = '1', sequence = '', tamper = 'none' } = form
  const misbehaviour = misbehaviourSchema.parse({
    timing,
    late: Number(late),
    copies: Number(copies),
    tamper,
    ...(sequence ? { sequence: sequence.split(',') } : {}),
  })
  return JSON.stringify(misbehaviour) === JSON.stringify(normalBehaviour) ? undefined : misbehaviour
}
