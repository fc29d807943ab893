/** In groups of four, as mail programs show it. */
export const groupedFingerprint = (fingerprint: string): string[] => fingerprint.match(/.{1,4}/g) ?? []

/** The last sixteen signs, which tell one key from another at a glance. */
export const shortFingerprint = (fingerprint: string): string =>
  groupedFingerprint(fingerprint.slice(-16)).join('\u00a0')
