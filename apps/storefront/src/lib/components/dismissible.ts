import type { Attachment } from 'svelte/attachments'

/** Closes a `<details>` that opens over the page: with Escape, and when the buyer follows a link in it or turns to something else. */
export const dismissible: Attachment<HTMLDetailsElement> = (details) => {
  const closeWithEscape = ({ key }: KeyboardEvent) => {
    if (key !== 'Escape' || !details.open) return
    details.open = false
    details.querySelector('summary')?.focus()
  }
  const closeAfterLink = ({ target }: Event) => {
    if (target instanceof Element && target.closest('a')) details.open = false
  }
  const closeFromOutside = ({ target }: Event) => {
    if (target instanceof Node && !details.contains(target)) details.open = false
  }
  details.addEventListener('keydown', closeWithEscape)
  details.addEventListener('click', closeAfterLink)
  document.addEventListener('pointerdown', closeFromOutside)
  document.addEventListener('focusin', closeFromOutside)
  return () => {
    details.removeEventListener('keydown', closeWithEscape)
    details.removeEventListener('click', closeAfterLink)
    document.removeEventListener('pointerdown', closeFromOutside)
    document.removeEventListener('focusin', closeFromOutside)
  }
}
