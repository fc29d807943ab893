import { tick } from 'svelte'
import type { SubmitFunction } from '$app/forms'
import { isSignInPath } from './paths.ts'
import { session } from './session/session-watch.svelte.ts'
import { codeOfFailure, requestError, type UserError } from './user-error.ts'

/**
 * The state of a form that is sent to a form action: one submission at a time, errors shown in place, focus on the first
 * invalid field. What was typed is kept until the action succeeds, also when the member has to sign in again first.
 */
export class ActionForm {
  pending = $state(false)
  errors = $state.raw<UserError[]>([])
  readonly #onSuccess: ((data: Record<string, unknown>) => void) | undefined

  constructor(onSuccess?: (data: Record<string, unknown>) => void) {
    this.#onSuccess = onSuccess
  }

  readonly enhance: SubmitFunction = ({ formElement, cancel }) => {
    if (this.pending) return cancel()
    this.pending = true
    this.errors = []
    return async ({ result, update }) => {
      if (result.type === 'failure') this.errors = result.data?.['errors'] ?? []
      else if (result.type === 'error') this.errors = [requestError(codeOfFailure(result.error))]
      else if (result.type === 'redirect' && isSignInPath(result.location)) session.requireSignIn()
      else await update()
      this.pending = false
      if (this.errors.length) {
        await tick()
        formElement.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
      }
      if (result.type === 'success') this.#onSuccess?.(result.data ?? {})
    }
  }
}
