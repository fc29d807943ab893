/** `[À compléter : …]` or `[To complete: …]`, as proposal/html.ts writes it; also typed without the accent. */
const BLANK = /\[\s*(?:[àa]\s+compl[ée]ter|to\s+complete)\b[^\]]*\]/giu

/** What the merchant still has to fill in or to remove before the page can be published. `text` is plain text. */
export const findBlanks = (text: string): string[] => text.match(BLANK) ?? []
