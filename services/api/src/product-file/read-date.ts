/**
 * Reads a time: `2026-12-24T08:00:00Z`, or `2026-12-24 09:00` on the clock of a time zone.
 * @param timeZone IANA name
 * @returns null when it is neither, or no such day or hour exists
 */
export function readDate(text: string, timeZone: string): Date | null {
  const [, day, time = '00:00', offset] = TIME.exec(text) ?? []
  if (!day) return null
  const utc = new Date(`${day}T${time}${offset?.toUpperCase() ?? 'Z'}`)
  if (Number.isNaN(utc.getTime()) || (!offset && !utc.toISOString().startsWith(`${day}T${time.slice(0, 5)}`)))
    return null
  if (offset) return utc
  // The difference may change between the two, so it is looked up where the result lies.
  const near = utc.getTime() - aheadOfUtc(utc, timeZone)
  return new Date(utc.getTime() - aheadOfUtc(new Date(near), timeZone))
}

const TIME = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(Z|[+-]\d\d:\d\d)?)?$/i

/** How far the clocks of a time zone are ahead of UTC, in milliseconds. */
function aheadOfUtc(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at)
  const get = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  const clock = Date.UTC(get('year'), get('month') - 1, get('day'), get('hour'), get('minute'), get('second'))
  return clock - Math.floor(at.getTime() / 1000) * 1000
}
