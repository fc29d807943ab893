import { tick } from 'svelte'
import type { SubmitFunction } from '$app/forms'
import { refreshAll } from '$app/navigation'
import { page } from '$app/state'
import { isSignInPath } from './paths.ts'
import { reauthentication } from './session/reauthentication.svelte.ts'
import { session } from './session/session-watch.svelte.ts'
import { errorOfFailure, type Refusal, type UserError } from './user-error.ts'

interface ActionFormOptions {
  /** The action whose refusal this form shows when it was submitted without scripts; absent: the page shows it. */
  action?: string
  /** Hidden fields; the values that tell this form from others of the same action. */
  hiddenFields?: Record<string, string>
  onSuccess?: (data: Record<string, unknown>) => void
  /** Whether a redirect to the sign-in page is a success. Otherwise the session has ended, and the member signs in again in place. */
  leavesToSignIn?: boolean
  /** Whether the fields and the focus stay as they are after a success. The page's data is loaded again in any case. */
  keepsFields?: boolean
}

/**
 * The state of a form that is sent to a form action: one submission at a time, errors shown in place, focus on the first
 * invalid field. What was typed is kept until the action succeeds: also when the member has to sign in again or enter the
 * password again first, and when the form was submitted before the scripts were loaded, or without any.
 */
export class ActionForm {
  pending = $state(false)
  errors = $state.raw<UserError[]>([])
  /** What was typed when the form was submitted without scripts and refused: the first values of its fields, by name. */
  typed = $state.raw<Readonly<Record<string, string>>>({})
  /** What was submitted last, if it was refused: the texts that the action gives back. */
  submitted = $state.raw<Readonly<Record<string, string>>>({})
  readonly #leavesToSignIn: boolean
  readonly #onSuccess: ActionFormOptions['onSuccess']
  readonly #keepsFields: boolean

  constructor({
    action,
    hiddenFields = {},
    onSuccess,
    leavesToSignIn = false,
    keepsFields = false,
  }: ActionFormOptions = {}) {
    this.#onSuccess = onSuccess
    this.#keepsFields = keepsFields
    this.#leavesToSignIn = leavesToSignIn
    const refusal = page.form as Partial<Refusal> | null
    if (!action || refusal?.action !== action || !refusal.typed) return
    const { typed, errors = [] } = refusal
    if (Object.entries(hiddenFields).some(([name, value]) => typed[name] !== value)) return
    this.errors = errors
    this.typed = this.submitted = typed
  }

  readonly enhance: SubmitFunction = ({ formElement, submitter, cancel }) => {
    if (this.pending) return cancel()
    this.pending = true
    this.errors = []
    return async ({ result, update }) => {
      if (result.type === 'failure' && (await reauthentication.resolves(result.data?.['errors']))) {
        this.pending = false
        return formElement.requestSubmit(submitter)
      }
      if (result.type === 'failure') this.#showRefusal(result.data ?? {})
      else if (result.type === 'error') this.errors = [errorOfFailure(result.error)]
      else if (result.type === 'redirect' && isSignInPath(result.location) && !this.#leavesToSignIn)
        session.requireSignIn()
      else {
        if (result.type === 'success') this.typed = {}
        // Updating the page would empty the fields and take the focus away.
        if (result.type === 'success' && this.#keepsFields) await refreshAll()
        else await update()
      }
      this.pending = false
      if (this.errors.length) {
        await tick()
        formElement.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
      }
      if (result.type === 'success') this.#onSuccess?.(result.data ?? {})
    }
  }

  #showRefusal({ errors = [], typed = {} }: Partial<Refusal>): void {
    this.errors = errors
    this.submitted = typed
  }
}
