import type { Orm } from '../../platform/db/orm.ts'

/** The keys that requests used since they were last recorded. A request only adds its key to a set in memory. */
export class KeyUses {
  readonly #orm: Orm
  readonly #record: 'record_key_uses' | 'record_api_key_uses'
  #used = new Set<string>()

  /** @param record the function of the database that takes the keys */
  constructor(orm: Orm, record: 'record_key_uses' | 'record_api_key_uses') {
    this.#orm = orm
    this.#record = record
  }

  note(key: string): void {
    this.#used.add(key)
  }

  /** Records all uses with one statement; nothing if there were none. @throws what the database throws; the uses are kept */
  async record(): Promise<void> {
    if (this.#used.size === 0) return
    const keys = [...this.#used]
    this.#used = new Set()
    try {
      await this.#orm.em
        .fork()
        .execute(`select ${this.#record}(array(select jsonb_array_elements_text(?::jsonb)))`, [
          JSON.stringify(keys),
        ])
    } catch (error) {
      for (const key of keys) this.#used.add(key)
      throw error
    }
  }
}
