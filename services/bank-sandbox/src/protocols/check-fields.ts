import type { Refusal } from './protocol.ts'

/** What a bank's documentation says of a field: the code of its error, its form, and whether it must be there. */
export interface FieldRule {
  code?: string
  form: RegExp
  mandatory?: true
}

export type FieldRules = Readonly<Record<string, FieldRule>>
export type Fields = Readonly<Record<string, string>>

/** Printable text without markup, up to a length. */
export const textRule = (length: number): RegExp => new RegExp(`^[^<>\\p{Cc}]{1,${length}}$`, 'u')
export const urlRule = /^https?:\/\/[^\s<>]{1,1010}$/
export const emailRule = /^(?=.{3,150}$)[^\s<>@]+@[^\s<>@]+$/

export function checkField(rules: FieldRules, fields: Fields, name: string): Refusal | undefined {
  const rule = rules[name]
  if (!rule) return undefined
  const value = fields[name]
  const code = rule.code === undefined ? {} : { code: rule.code }
  if (!value) return rule.mandatory ? { reason: 'missing', field: name, ...code } : undefined
  return rule.form.test(value) ? undefined : { reason: 'format', field: name, ...code }
}

/** The first field, in the order of the rules, that is missing or malformed; an empty one counts as absent. */
export function checkFields(rules: FieldRules, fields: Fields): Refusal | undefined {
  for (const name of Object.keys(rules)) {
    const refusal = checkField(rules, fields, name)
    if (refusal) return refusal
  }
  return undefined
}
