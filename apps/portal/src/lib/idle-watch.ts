import { refreshAll } from '$app/navigation'

// The API forgets a session after 15 idle minutes; a little later this page asks it and is sent to sign in.
const idleMs = 15 * 60_000 + 5_000
const key = 'triclic:last-use'

/** Tells all tabs of this browser that the member has just used the portal. */
export const noteUse = () => localStorage.setItem(key, String(Date.now()))

/** Sees to it that no page stays on an unattended screen once its session is over. Returns how to stop watching. */
export function watchIdleness(): () => void {
  noteUse()
  const timer = setInterval(() => {
    const idle = Date.now() - Number(localStorage.getItem(key))
    if (idle > idleMs) void refreshAll()
  }, 30_000)
  return () => clearInterval(timer)
}
