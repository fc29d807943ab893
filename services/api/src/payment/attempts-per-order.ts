/** How many cards may be tried for one order, and how many payments at a bank may be started for it, in any such period. */
export const ATTEMPTS_PER_ORDER = { max: 30, windowSeconds: 600 }
