import { tick } from 'svelte'
import type { SubmitFunction } from '$app/forms'
import type { Problem } from './problem.ts'

/**
 * One form's way to its action: one submission at a time, problems shown in place, the first field of theirs in focus,
 * what was typed kept until it succeeds.
 */
export class ActionForm {
  pending = $state(false)
  problems = $state.raw<Problem[]>([])
  readonly #onDone: ((data: Record<string, unknown>) => void) | undefined

  constructor(onDone?: (data: Record<string, unknown>) => void) {
    this.#onDone = onDone
  }

  readonly enhance: SubmitFunction = ({ formElement, cancel }) => {
    if (this.pending) return cancel()
    this.pending = true
    this.problems = []
    return async ({ result, update }) => {
      if (result.type === 'failure') this.problems = result.data?.['problems'] ?? []
      else if (result.type === 'error') this.problems = [{ code: 'SERVICE_UNAVAILABLE', field: null }]
      else await update()
      this.pending = false
      if (this.problems.length) {
        await tick()
        formElement.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
      }
      if (result.type === 'success') this.#onDone?.(result.data ?? {})
    }
  }
}
