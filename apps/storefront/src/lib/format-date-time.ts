// 24-hour clock and day before month.
const localeTags: Record<string, string> = { en: 'en-GB', fr: 'fr-FR' }

/** Formats an ISO 8601 timestamp as date and time in the given IANA time zone. */
export function formatDateTime(timestamp: string, language: string, timeZone: string): string {
  const options: Intl.DateTimeFormatOptions = { dateStyle: 'long', timeStyle: 'short', timeZone }
  return new Intl.DateTimeFormat(localeTags[language] ?? language, options).format(new Date(timestamp))
}
