import { setImmediate } from 'node:timers/promises'

/** Characters or similar units of work between two pauses: a few milliseconds. */
const WORK_BETWEEN_PAUSES = 50_000

/** Lets the process do its other work while something long is computed. Counts work rather than time, so that it always pauses at the same places. */
export class Pace {
  #work = 0

  /**
   * Pauses when enough work was done since the last pause.
   * @param work roughly in characters that were read
   */
  async add(work: number): Promise<void> {
    this.#work += work
    if (this.#work < WORK_BETWEEN_PAUSES) return
    this.#work = 0
    await setImmediate()
  }
}
