import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  WebAuthnAbortService,
  type AuthenticationResponseJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'
import { m } from '../paraglide/messages.js'
import { requestError, type UserError } from '../user-error.ts'

/** Challenges are valid for five minutes: the fields' offer is renewed before. */
const RENEW_AFTER_MS = 4 * 60_000

/** What the portal's server answers: the API's options, the page to go to, or errors. */
interface Answer {
  options?: PublicKeyCredentialRequestOptionsJSON
  next?: string
  errors?: UserError[]
}

/** Signing in with a passkey, by the button or from the suggestions of the email field, or confirming with it who the member is. */
export class PasskeySignIn {
  isSupported = $state(false)
  pending = $state(false)
  errors = $state.raw<UserError[]>([])
  #timer: ReturnType<typeof setTimeout> | undefined
  #hasEnded = false
  readonly #onSuccess: (next: string) => void
  /** Where the response is sent, with `?next=…` as in the address of the sign-in page. */
  readonly #path: string

  constructor(path: string, onSuccess: (next: string) => void) {
    this.#path = path
    this.#onSuccess = onSuccess
  }

  /** Offers passkeys where the browser can. Returns a function that ends the offer. */
  start = (): (() => void) => {
    this.isSupported = browserSupportsWebAuthn()
    this.#hasEnded = false
    void this.#offer()
    return () => {
      this.#hasEnded = true
      clearTimeout(this.#timer)
      WebAuthnAbortService.cancelCeremony()
    }
  }

  /** Asks for a passkey at once. */
  ask = async (): Promise<void> => {
    await this.askOnce()
    if (this.errors.length) void this.#offer()
  }

  /** Asks for a passkey at once, and offers none in a field afterwards. */
  askOnce = async (): Promise<void> => {
    if (this.pending) return
    this.pending = true
    this.errors = []
    clearTimeout(this.#timer)
    const { options, errors } = await post('/sign-in/passkey/options')
    const response = options && (await startAuthentication({ optionsJSON: options }).catch(() => null))
    if (response) await this.#send(response)
    else this.errors = errors ?? [noPasskey()]
    this.pending = false
  }

  /** Lets the browser suggest passkeys in the email field. If that fails, there are still the button and the password. */
  #offer = async (): Promise<void> => {
    if (this.#hasEnded || !(await browserSupportsWebAuthnAutofill())) return
    const { options } = await post('/sign-in/passkey/options')
    if (!options || this.pending || this.#hasEnded) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#offer(), RENEW_AFTER_MS)
    // Ends without a response when the button is used, the offer is renewed or the page is left.
    const response = await startAuthentication({ optionsJSON: options, useBrowserAutofill: true }).catch(
      () => null,
    )
    if (!response) return
    await this.#send(response)
    if (this.errors.length) void this.#offer()
  }

  async #send(response: AuthenticationResponseJSON): Promise<void> {
    const { next, errors } = await post(this.#path, JSON.stringify(response))
    this.errors = errors ?? []
    if (next !== undefined) this.#onSuccess(next)
  }
}

/** The browser does not tell whether the member declined, waited too long, or has no passkey here. */
const noPasskey = (): UserError => ({
  code: 'NO_PASSKEY',
  field: null,
  message: m.passkey_sign_in_none(),
})

async function post(path: string, body = ''): Promise<Answer> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(path, { method: 'POST', headers, body }).catch(() => null)
  if (response?.headers.get('content-type')?.startsWith('application/json'))
    return (await response.json()) as Answer
  return { errors: [requestError(response ? 'INTERNAL_SERVER_ERROR' : 'SERVICE_UNAVAILABLE')] }
}
