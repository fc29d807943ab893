import { groupsOfFour } from '../groups-of-four.ts'

/** The last sixteen signs, which tell one key from another at a glance. */
export const shortFingerprint = (fingerprint: string): string =>
  groupsOfFour(fingerprint.slice(-16)).join('\u00a0')
