import type { UserError } from '#lib/api/types.ts'

/** Messages by field path ("billingAddress.city"); what names no field stands under "". */
export type FieldErrors = Record<string, string>

/** Groups the API's errors by field. A leading "input" is dropped; the first message of a field wins. */
export function byField(errors: UserError[]): FieldErrors {
  const grouped: FieldErrors = {}
  for (const error of errors) {
    const path = (error.field ?? []).filter((part, index) => !(index === 0 && part === 'input')).join('.')
    grouped[path] ??= error.message
  }
  return grouped
}

/** The messages that no field of `shown` displays. */
export function messagesOutside(errors: UserError[], shown: readonly string[]): string[] {
  return Object.entries(byField(errors))
    .filter(([path]) => !shown.includes(path))
    .map(([, message]) => message)
}

export function hasCode(errors: UserError[], code: string): boolean {
  return errors.some((error) => error.code === code)
}
