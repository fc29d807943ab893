import type { Attachment } from 'svelte/attachments'

/** Unfolds optional fields that have a value: a restored draft or a password manager may have filled them in. */
export const openIfFilled: Attachment<HTMLDetailsElement> = (details) => {
  const check = () => {
    const fields = [...details.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')]
    if (fields.some(({ value }) => value !== '')) details.open = true
  }
  check()
  details.addEventListener('change', check)
  return () => details.removeEventListener('change', check)
}
