import { tick } from 'svelte'

/** Attached to a form: Ctrl+S, or ⌘S, submits it from anywhere on the page, with what is being typed. */
export function saveByKey(form: HTMLFormElement) {
  async function save(event: KeyboardEvent) {
    if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    const field = document.activeElement
    if (field instanceof HTMLInputElement) field.dispatchEvent(new Event('change', { bubbles: true }))
    await tick()
    form.requestSubmit()
  }
  const onKeyDown = (event: KeyboardEvent) => void save(event)
  addEventListener('keydown', onKeyDown)
  return () => removeEventListener('keydown', onKeyDown)
}
