import { sha256 } from './sign.ts'

/** Changes with the values: a client that saves sends it back, so that nobody else's change is overwritten unseen. */
export const versionOf = (...values: (string | number | null)[]): string =>
  sha256(JSON.stringify(values)).toString('base64url').slice(0, 16)
