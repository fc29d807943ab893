/** The most pieces of a variant that may be on the shelf. */
export const MAX_ON_HAND = 1_000_000_000
