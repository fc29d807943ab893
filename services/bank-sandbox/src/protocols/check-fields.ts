import type { FieldError } from './protocol.ts'

/** Documented format of a field, the bank's error code for it, and whether it is required. */
export interface FieldRule {
  code?: string
  format: RegExp
  required?: true
}

export type FieldRules = Readonly<Record<string, FieldRule>>
export type Fields = Readonly<Record<string, string>>

/** Printable text without markup, up to a number of characters. */
export const textFormat = (length: number): RegExp => new RegExp(`^[^<>\\p{Cc}]{1,${length}}$`, 'u')
export const urlFormat = /^https?:\/\/[^\s<>]{1,1010}$/
/** An ASCII address of up to a number of characters. */
export const emailFormat = (length: number): RegExp =>
  new RegExp(`^(?=.{6,${length}}$)[!-;=?A-~]+@[!-;=?A-~]+$`)

export function checkField(rules: FieldRules, fields: Fields, name: string): FieldError | undefined {
  const rule = rules[name]
  if (!rule) return undefined
  const value = fields[name]
  const code = rule.code === undefined ? {} : { code: rule.code }
  if (!value) return rule.required ? { reason: 'missing', field: name, ...code } : undefined
  return rule.format.test(value) ? undefined : { reason: 'format', field: name, ...code }
}

/** Returns the first missing or malformed field in the order of the rules; an empty field counts as missing. */
export function checkFields(rules: FieldRules, fields: Fields): FieldError | undefined {
  for (const name of Object.keys(rules)) {
    const error = checkField(rules, fields, name)
    if (error) return error
  }
  return undefined
}
