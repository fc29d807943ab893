/** A text field of a form, trimmed; null when absent or empty. */
export function textOf(form: FormData, field: string): string | null {
  const value = form.get(field)
  return typeof value === 'string' && value.trim() ? value.trim() : null
}
