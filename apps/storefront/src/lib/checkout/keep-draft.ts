import type { Attachment } from 'svelte/attachments'

const key = 'checkout-draft'
// What the server computes is not the buyer's.
const notKept = new Set(['expectedTotal', 'shippingMethodId'])
// A note may hold what must not be kept.
const mayBeCard = /\d(?:[\s-]*\d){11}/

/**
 * Keeps what is typed in this tab alone, so that a reload or a crash loses nothing; gives it back when the form appears,
 * where nothing was typed meanwhile.
 */
export const keepDraft: Attachment<HTMLFormElement> = (form) => {
  restore(form)
  const save = () => {
    const typed = [...new FormData(form)].filter(
      ([name, value]) => typeof value === 'string' && !notKept.has(name) && !mayBeCard.test(value),
    )
    sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(typed)))
  }
  form.addEventListener('input', save)
  return () => form.removeEventListener('input', save)
}

export function dropDraft(): void {
  sessionStorage.removeItem(key)
}

function restore(form: HTMLFormElement): void {
  const draft = JSON.parse(sessionStorage.getItem(key) ?? '{}') as Record<string, string>
  for (const [name, value] of Object.entries(draft)) {
    const field = form.elements.namedItem(name)
    if (field instanceof HTMLInputElement && field.type === 'checkbox') {
      if (!field.checked) field.click()
    } else if (isTextual(field)) {
      if (field.value === value || isTouched(field)) continue
      field.value = value
      field.dispatchEvent(new Event('change', { bubbles: true }))
    }
  }
}

function isTouched(field: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement): boolean {
  return 'defaultValue' in field
    ? field.value !== field.defaultValue
    : !field.selectedOptions[0]?.defaultSelected
}

function isTextual(field: unknown): field is HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement {
  return [HTMLInputElement, HTMLSelectElement, HTMLTextAreaElement].some((kind) => field instanceof kind)
}
