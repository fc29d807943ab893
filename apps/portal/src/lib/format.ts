/** Splits a key or fingerprint into groups of four characters, easier to compare and to type. */
export const groupsOfFour = (text: string): string[] => text.match(/.{1,4}/g) ?? []

/** The last sixteen characters of a fingerprint, enough to recognise a key. */
export const shortFingerprint = (fingerprint: string): string =>
  groupsOfFour(fingerprint.slice(-16)).join('\u00a0')
