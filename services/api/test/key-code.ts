/** The code in the text of the mail that asks to confirm an OpenPGP key; empty if there is none. */
export const keyCodeIn = (text: string): string => /^([A-Z0-9]{4}-[A-Z0-9]{4})\s*$/m.exec(text)?.[1] ?? ''
