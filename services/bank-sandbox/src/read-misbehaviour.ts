import { type Misbehaviour, misbehaviourSchema, wellBehaved } from './misbehaviour.ts'

/** Reads the panel of a page; undefined when it was left alone, so that what was ordered ahead counts. */
export function readMisbehaviour(form: Record<string, string>): Misbehaviour | undefined {
  const { timing = 'before-return', late = '0', copies = '1', sequence = '', tamper = 'none' } = form
  const read = misbehaviourSchema.parse({
    timing,
    late: Number(late),
    copies: Number(copies),
    tamper,
    ...(sequence ? { sequence: sequence.split(',') } : {}),
  })
  return JSON.stringify(read) === JSON.stringify(wellBehaved) ? undefined : read
}
