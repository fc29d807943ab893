import type { MailText } from './default-texts.ts'

const PLACEHOLDER = /\{([^{}]*)\}/g

/** The names in braces of a text, in its order. */
export const placeholdersIn = (text: string): string[] =>
  [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name)

/** Replaces the placeholders by their values. A value is never searched for placeholders, and the subject stays on one line. */
export function fillMailText(text: MailText, values: Readonly<Record<string, string>>): MailText {
  const fill = (template: string): string =>
    template.replaceAll(PLACEHOLDER, (placeholder, name: string) =>
      Object.hasOwn(values, name) ? (values[name] ?? '') : placeholder,
    )
  return {
    subject: fill(text.subject)
      .replace(/[ \t\r\n\v\f\u2028\u2029]+/g, ' ')
      .trim(),
    introduction: fill(text.introduction),
    closing: fill(text.closing),
  }
}
