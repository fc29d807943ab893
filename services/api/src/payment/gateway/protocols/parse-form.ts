import { NotAuthenticError } from '../bank-protocol.ts'

/** The fields of a form-encoded text, decoded as UTF-8; one that comes twice could be signed as one and read as another. */
export function parseForm(text: string): Record<string, string> {
  const fields: Record<string, string> = Object.create(null) as Record<string, string>
  for (const [name, value] of new URLSearchParams(text)) {
    if (name in fields) throw new NotAuthenticError('duplicated parameter')
    fields[name] = value
  }
  return fields
}
