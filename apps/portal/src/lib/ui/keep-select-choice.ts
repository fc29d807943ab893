import { untrack } from 'svelte'
import type { Attachment } from 'svelte/attachments'

/**
 * Passes on what was chosen in a `<select>` before the scripts ran, which `bind:value` would otherwise undo.
 * Must stand before `bind:value`.
 */
export function keepSelectChoice(onChoose: (value: string) => void): Attachment<HTMLSelectElement> {
  return (select) => {
    const rendered = select.querySelector<HTMLOptionElement>('option[selected]')
    if (rendered && !rendered.selected) untrack(() => onChoose(select.value))
  }
}
