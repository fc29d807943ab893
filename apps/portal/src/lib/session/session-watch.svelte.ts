import { refreshAll } from '$app/navigation'

// The API ends a session 15 minutes after its last request, which it records to the minute.
const ENDS_AFTER_MS = 15 * 60_000 + 5_000
const WARNS_AFTER_MS = 12 * 60_000
const KEEP_ALIVE_EVERY_MS = 60_000
const CHECK_EVERY_MS = 5_000

/** In localStorage: when a tab of this browser last made a request, in milliseconds; 0 once the session has ended. */
const KEY = 'triclic:last-use'

const idleMs = () => Date.now() - Number(localStorage.getItem(KEY))

/** Watches for how long the member has not used the portal. One per browser tab. */
class SessionWatch {
  /** `ending`: two minutes are left. `ended`: the member must sign in again in place. `leaving`: the page is left. */
  status = $state<'active' | 'ending' | 'ended' | 'leaving'>('active')
  #hasTyped = false

  /** Records a request to the portal, which the API counts as use. */
  recordRequest = (): void => {
    localStorage.setItem(KEY, String(Date.now()))
    this.status = 'active'
  }

  recordNavigation = (): void => {
    this.#hasTyped = false
    this.recordRequest()
  }

  recordSubmission = (): void => {
    if (this.status !== 'ended') this.recordRequest()
  }

  /** Typing counts as use too, although it makes no request. */
  recordInput = (): void => {
    this.#hasTyped = true
    if (this.status === 'ending' || idleMs() > KEEP_ALIVE_EVERY_MS) void this.keepAlive()
  }

  /** Extends the session by a request, or ends it here if it has ended on the server. */
  keepAlive = async (): Promise<void> => {
    if (this.status === 'ended') return
    // Recorded first, so that fast typing makes one request.
    this.recordRequest()
    if (await isSessionActive()) return
    localStorage.setItem(KEY, '0')
    this.#end()
  }

  /** The member has to sign in again; the page stays as it is. */
  requireSignIn = (): void => {
    localStorage.setItem(KEY, '0')
    this.status = 'ended'
  }

  /** Starts the watch. Returns a function that stops it. */
  start = (): (() => void) => {
    this.recordNavigation()
    const timer = setInterval(() => this.#check(), CHECK_EVERY_MS)
    return () => clearInterval(timer)
  }

  #check(): void {
    const idle = idleMs()
    if (idle <= ENDS_AFTER_MS) this.status = idle > WARNS_AFTER_MS ? 'ending' : 'active'
    else if (this.status === 'active' || this.status === 'ending') this.#end()
  }

  /** An unattended page on which nothing was typed is left, so that its data does not stay in the browser. */
  #end(): void {
    this.status = this.#hasTyped ? 'ended' : 'leaving'
    if (this.status === 'leaving') void refreshAll()
  }
}

async function isSessionActive(): Promise<boolean> {
  const response = await fetch('/session', { method: 'POST' }).catch(() => null)
  if (!response?.ok) return true
  const { active } = (await response.json()) as { active: boolean }
  return active
}

export const session = new SessionWatch()
