import type { RequestEvent } from '@sveltejs/kit'

const name = 'visitor'
const halfYearSeconds = 180 * 24 * 3600

export function readVisitor(event: RequestEvent): string | null {
  return event.cookies.get(name) ?? null
}

/** Keeps the id the API gave: host-only, out of scripts' reach. Does nothing when it is known already. */
export function keepVisitor(event: RequestEvent, visitorId: string | null): void {
  if (!visitorId || visitorId === event.locals.visitorId) return
  event.locals.visitorId = visitorId
  event.cookies.set(name, visitorId, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: event.url.protocol === 'https:',
    maxAge: halfYearSeconds,
  })
}
