import { untrack } from 'svelte'
import type { Attachment } from 'svelte/attachments'

/**
 * Keeps a group of radio buttons and a value in step without losing what the buyer chose before the scripts ran.
 * The buttons must have `defaultChecked`, not `checked`, which hydration would reset.
 */
export function keepRadioChoice(
  value: () => string | null | undefined,
  onChoose: (value: string) => void,
): Attachment<HTMLElement> {
  return (group) => {
    const radios = () => [...group.querySelectorAll<HTMLInputElement>('input[type="radio"]')]
    untrack(() => {
      const chosen = radios().find((radio) => radio.checked && !radio.defaultChecked)
      if (chosen && chosen.value !== value()) onChoose(chosen.value)
    })
    $effect(() => {
      const current = value()
      for (const radio of radios()) radio.checked = radio.value === current
    })
  }
}
