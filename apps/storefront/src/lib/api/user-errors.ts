import type { UserError } from '#lib/api/documents/fragments.ts'
import type { UserErrorCode } from './schema.ts'

/** Messages by field path ("billingAddress.city"). Errors without a field are under "". */
export type FieldErrors = Record<string, string>

/** The field of an error without a leading "input" ("billingAddress.city"); empty if it concerns no field. */
export function fieldPath({ field }: UserError): string {
  return (field ?? []).filter((part, index) => !(index === 0 && part === 'input')).join('.')
}

/** Groups user errors by field path without a leading "input"; the first message of each field wins. */
export function groupByField(errors: UserError[]): FieldErrors {
  const grouped: FieldErrors = {}
  for (const error of errors) grouped[fieldPath(error)] ??= error.message
  return grouped
}

/** Messages of errors whose field is not in `displayedFields`. */
export function messagesOutside(errors: UserError[], displayedFields: readonly string[]): string[] {
  return Object.entries(groupByField(errors))
    .filter(([path]) => !displayedFields.includes(path))
    .map(([, message]) => message)
}

export function hasCode(errors: UserError[], code: UserErrorCode): boolean {
  return errors.some((error) => error.code === code)
}

/** The API's message for a code; null if the code did not occur. */
export function messageOf(errors: UserError[], code: UserErrorCode): string | null {
  return errors.find((error) => error.code === code)?.message ?? null
}
