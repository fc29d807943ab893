import { createLog } from '@triclic/telemetry'

/** The portal's log: one JSON line per event on stdout. Never log what was typed into a form. */
export const log = createLog('portal')
