import { refreshAll } from '$app/navigation'

// The API ends a session after 15 idle minutes. The reload a little later is redirected to sign in.
const idleMs = 15 * 60_000 + 5_000
const key = 'triclic:last-use'

/** Records, for all tabs of this browser, that the member is active. */
export const recordActivity = () => localStorage.setItem(key, String(Date.now()))

/** Reloads the page's data once the session has expired, so that no data stays on an unattended screen. Returns a stop function. */
export function watchIdleness(): () => void {
  recordActivity()
  const timer = setInterval(() => {
    const idle = Date.now() - Number(localStorage.getItem(key))
    if (idle > idleMs) void refreshAll()
  }, 30_000)
  return () => clearInterval(timer)
}
