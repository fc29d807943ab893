import type { UserError } from '#lib/user-error.ts'

/** Thrown by a form action to return these errors, which the form shows next to their fields. */
export class FormError extends Error {
  override name = 'FormError'
  constructor(
    readonly errors: UserError[],
    readonly status = 422,
  ) {
    super(errors.map(({ code }) => code).join(', '))
  }
}

/** A text field, trimmed; null when absent or empty. */
export function textOf(form: FormData, field: string): string | null {
  const value = form.get(field)
  return typeof value === 'string' && value.trim() ? value.trim() : null
}

/** A text field exactly as typed; empty when absent. */
export const rawTextOf = (form: FormData, field: string): string => form.get(field)?.toString() ?? ''

/** The trimmed values of required fields. Throws a FormError with the given message for each empty one. */
export function requireTexts<Name extends string>(
  form: FormData,
  messages: Record<Name, string>,
): Record<Name, string> {
  const names = Object.keys(messages) as Name[]
  const empty = names.filter((name) => !textOf(form, name))
  if (empty.length)
    throw new FormError(
      empty.map((name) => ({ code: 'REQUIRED', field: [name], message: messages[name] })),
      400,
    )
  return Object.fromEntries(names.map((name) => [name, textOf(form, name)])) as Record<Name, string>
}

/** The recovery code or, without one, the one-time code, without the spaces that some apps show; null when both are absent. */
export const otpOf = (form: FormData): string | null =>
  (textOf(form, 'recoveryCode') ?? textOf(form, 'otp'))?.replace(/\s/g, '') ?? null
