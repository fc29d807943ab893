import { RequestError } from '../kernel/errors.ts'
import type { EntityManager } from '../platform/db/orm.ts'
import type { AttemptSubject } from './attempt-subjects.ts'

/**
 * Counts an attempt as a failure before the credentials are checked, so that simultaneous attempts are all counted. An attempt
 * that comes too early is refused and counts for nothing.
 *
 * @throws RequestError RATE_LIMITED, with the seconds to wait
 */
export async function countAttempt(em: EntityManager, subjects: AttemptSubject[]): Promise<void> {
  if (subjects.length === 0) return
  const given = JSON.stringify(subjects)
  const seconds = await em.transactional(async (tx) => {
    const rows = await tx.execute<{ seconds: number }[]>(LOCK, [given])
    const wait = Math.max(...rows.map((row) => row.seconds))
    if (wait > 0) return wait
    await tx.execute(COUNT, [given])
    await tx.execute(DELETE_FORGOTTEN)
    return 0
  })
  if (seconds === 0) return
  throw new RequestError('RATE_LIMITED', `Too many attempts. Try again in ${seconds} seconds.`, {
    retryAfter: seconds,
  })
}

/** Reverts the count of an attempt that was not wrong. It was not refused, so there was no delay to restore. */
export const uncountAttempt = (em: EntityManager, subjects: AttemptSubject[]): Promise<unknown> =>
  em.execute(
    `update sign_in_attempts set failures = greatest(failures - 1, 0), retry_at = now() where subject in (${GIVEN})`,
    [JSON.stringify(subjects)],
  )

/** Forgets the failures that led to a success. */
export async function forgiveAttempts(em: EntityManager, subjects: AttemptSubject[]): Promise<void> {
  if (subjects.length === 0) return
  const [forgiven, shared] = [true, false].map((is) =>
    subjects.filter((subject) => subject.isForgivenBySuccess === is),
  )
  await em.execute(`delete from sign_in_attempts where subject in (${GIVEN})`, [JSON.stringify(forgiven)])
  if (shared?.length) await uncountAttempt(em, shared)
}

const GIVEN = 'select s.subject from jsonb_to_recordset(?::jsonb) as s (subject text)'

// In one order, so that two attempts cannot deadlock.
const LOCK = `
  insert into sign_in_attempts (subject) ${GIVEN} order by 1
  on conflict (subject) do update set
    failures = case when sign_in_attempts.forget_at < clock_timestamp() then 0 else sign_in_attempts.failures end
  returning greatest(ceil(extract(epoch from retry_at - clock_timestamp())), 0)::int as seconds`

const COUNT = `
  update sign_in_attempts a set failures = a.failures + 1,
    retry_at = clock_timestamp() + make_interval(secs => case when a.failures + 1 < s."delayFrom" then 0
      else least(s."maxDelaySeconds", 2 ^ least(a.failures + 1 - s."delayFrom", 20)) end),
    forget_at = clock_timestamp() + make_interval(hours => s."forgetHours")
  from jsonb_to_recordset(?::jsonb)
    as s (subject text, "delayFrom" integer, "maxDelaySeconds" integer, "forgetHours" integer)
  where a.subject = s.subject`

// A few at a time: each attempt adds at most three.
const DELETE_FORGOTTEN = `
  delete from sign_in_attempts where subject in (
    select subject from sign_in_attempts where forget_at < now() order by forget_at limit 10 for update skip locked)`
