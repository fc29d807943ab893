import type { MerchantRequest } from '../app/context.ts'
import { requireMember } from '../kernel/require-member.ts'
import type { Device } from './describe-device.ts'

/** A session of the member that can still be used. */
export interface ListedSession extends Device {
  id: string
  signedInAt: Date
  /** To the minute. */
  lastUsedAt: Date
  /** Whether the request was made in this session. */
  isCurrent: boolean
}

/** The member's own sessions: the current one first, then those used most recently. @throws RequestError UNAUTHENTICATED */
export async function listSessions(request: MerchantRequest): Promise<ListedSession[]> {
  const { tokenHash } = requireMember(request)
  const em = request.readTransaction ?? request.app.orm.em.fork()
  const rows = await em.execute<SessionRow[]>("select * from list_sessions(decode(?, 'hex'))", [tokenHash])
  return rows.map((row) => ({
    id: row.id,
    browser: row.browser,
    operatingSystem: row.operating_system,
    signedInAt: new Date(row.signed_in_at),
    lastUsedAt: new Date(row.last_used_at),
    isCurrent: row.is_current,
  }))
}

interface SessionRow {
  id: string
  browser: string | null
  operating_system: string | null
  signed_in_at: Date | string
  last_used_at: Date | string
  is_current: boolean
}
