/** How many values of one kind which key protects, after the command. */
export interface KeyReport {
  setting: string
  values: string
  /** With the first key, those that the command renewed included. */
  current: number
  /** Of these, those that the command renewed. */
  renewed: number
  /** With an earlier key, which must not be removed. */
  earlier: number
  /** With none of the keys: a key is missing, or somebody changed the value. */
  unreadable: number
  /** Ids of shops or members with unreadable values, at most twenty. */
  unreadableOf: string[]
}

export type Found = 'current' | 'renewed' | 'earlier' | 'unreadable'

const MAX_IDS = 20

/** Counts what was found, one report for each kind of value. */
export class KeyReports {
  readonly #reports = new Map<string, KeyReport>()

  /** Lists the kind, also if no value of it is found. */
  expect(kind: { setting: string; values: string }): void {
    this.#reportOf(kind)
  }

  count(kind: { setting: string; values: string }, found: Found, id: string): void {
    const report = this.#reportOf(kind)
    report[found]++
    if (found === 'renewed') report.current++
    if (found === 'unreadable' && report.unreadableOf.length < MAX_IDS && !report.unreadableOf.includes(id))
      report.unreadableOf.push(id)
  }

  list(): KeyReport[] {
    return [...this.#reports.values()]
  }

  #reportOf({ setting, values }: { setting: string; values: string }): KeyReport {
    const known = this.#reports.get(values)
    if (known) return known
    const report = {
      setting,
      values,
      current: 0,
      renewed: 0,
      earlier: 0,
      unreadable: 0,
      unreadableOf: [],
    }
    this.#reports.set(values, report)
    return report
  }
}
