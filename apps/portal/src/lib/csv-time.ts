/** The local time with its offset from UTC, which spreadsheets keep as text: `2026-11-29 18:05:00 +01:00`. */
export function timeIn(timeZone: string): (at: string) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  const offset = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'longOffset' })
  return (at) => {
    const date = new Date(at)
    const name = offset.formatToParts(date).find(({ type }) => type === 'timeZoneName')?.value ?? ''
    return `${format.format(date)} ${name.replace('GMT', '') || '+00:00'}`
  }
}
