import type { Attachment } from 'svelte/attachments'

const storageKey = 'checkout-draft'
// Computed by the server, not typed by the buyer.
const excludedFields = new Set(['expectedTotal', 'shippingMethodId'])
// A card number typed into a text field must not be stored.
const cardLikeDigits = /\d(?:[\s-]*\d){11}/

/**
 * Keeps what the buyer types in this tab's session storage, and fills it in again after a reload or a crash.
 * Fields that the buyer has already changed on the new page are left alone.
 */
export const keepDraft: Attachment<HTMLFormElement> = (form) => {
  restoreDraft(form)
  const save = () => {
    const values = [...new FormData(form)].filter(
      ([name, value]) =>
        typeof value === 'string' && !excludedFields.has(name) && !cardLikeDigits.test(value),
    )
    sessionStorage.setItem(storageKey, JSON.stringify(Object.fromEntries(values)))
  }
  form.addEventListener('input', save)
  return () => form.removeEventListener('input', save)
}

export function clearDraft(): void {
  sessionStorage.removeItem(storageKey)
}

function restoreDraft(form: HTMLFormElement): void {
  const draft = JSON.parse(sessionStorage.getItem(storageKey) ?? '{}') as Record<string, string>
  for (const [name, value] of Object.entries(draft)) {
    const field = form.elements.namedItem(name)
    if (field instanceof HTMLInputElement && field.type === 'checkbox') {
      if (!field.checked) field.click()
    } else if (isValueField(field)) {
      if (field.value === value || isChanged(field)) continue
      field.value = value
      field.dispatchEvent(new Event('change', { bubbles: true }))
    }
  }
}

type ValueField = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

function isChanged(field: ValueField): boolean {
  return 'defaultValue' in field
    ? field.value !== field.defaultValue
    : !field.selectedOptions[0]?.defaultSelected
}

function isValueField(field: unknown): field is ValueField {
  return [HTMLInputElement, HTMLSelectElement, HTMLTextAreaElement].some((type) => field instanceof type)
}
