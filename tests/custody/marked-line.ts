import type { CanaryNeedle } from './canaries.ts'

/** The marked line of an English shop's fragment mail, as a mail and as a process may hold it. */
export const markedLines = (six: string, card: number): CanaryNeedle[] =>
  (['utf8', 'utf16le'] as const).map((encoding) => ({
    name: `marked line, ${encoding}`,
    bytes: Buffer.from(`digits: ${six}`, encoding),
    card,
    what: 'FULL',
    entered: true,
    alone: null,
  }))

/** A mail without its six digits where the line says what they are, and where they are its own. */
export const withoutMarkedLine = (text: string, six: string | undefined): string =>
  six ? text.replaceAll(new RegExp(`((?:chiffres : |digits: ))${six}(?!\\d)`, 'g'), '$1') : text
