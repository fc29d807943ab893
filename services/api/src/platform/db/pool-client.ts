import { Client, type QueryResult } from 'pg'
import { Statement, type Companions, type Parameter, type PreparedStatements } from './statement.ts'

/** More than the api and the worker have. Beyond it statements are planned each time, so that a server's memory is bounded. */
const MAX_NAMES = 300
const names = new Map<string, string>()

/** The result of `select *` changes with its table, which a prepared statement does not survive. */
const SELECTS_ALL = /(\.|\b(select|returning) )\*/i

/** The name under which every connection prepares this text; empty for a text that must not be prepared. */
function nameOf(text: string): string {
  const known = names.get(text)
  if (known !== undefined) return known
  if (SELECTS_ALL.test(text) || names.size >= MAX_NAMES) return ''
  const name = `s${names.size + 1}`
  names.set(text, name)
  return name
}

const OPENS = /^(begin|start transaction)\b/i
/** Sets a value for the transaction: sent by `inShop` before its first statement. */
const SETS = /^set local app\./i
const ENDS = /^(commit|rollback)$/i
/** Ends the text of a statement with which its transaction is committed: see `executeAndCommit`. */
export const COMMITS = '\n-- and commit'
const NOTHING = { command: '', rowCount: 0, oid: 0, rows: [], fields: [] } satisfies QueryResult

/**
 * A connection that sends the beginning of a transaction together with its first statement, its commit together with a last
 * statement that asks for it, and nothing at all for a transaction without statements.
 */
export class OpeningClient extends Client {
  protected readonly prepares: boolean = false
  readonly #prepared: PreparedStatements = new Map()
  #opening: string[] = []
  #isCommitted = false

  /** Kysely passes a text with its values. Any other form is sent as it is. */
  override query(...args: never[]): never {
    const [text, values] = args as unknown[]
    const isText = typeof text === 'string' && args.length <= 2 && typeof values !== 'function'
    return (isText ? this.#send(text, values as unknown[]) : super.query(...(args as [never]))) as never
  }

  #send(text: string, parameters: readonly unknown[] = []): Promise<QueryResult> {
    if (OPENS.test(text) || (this.#opening.length > 0 && SETS.test(text))) {
      this.#opening.push(text)
      return Promise.resolve(NOTHING)
    }
    const opening = this.#opening
    this.#opening = []
    if (this.#isCommitted) return this.#endCommitted(text)
    if (ENDS.test(text) && opening.length > 0) return Promise.resolve(NOTHING)
    if (text.endsWith(COMMITS))
      return this.#sendAndCommit(text.slice(0, -COMMITS.length), parameters, opening)
    if (opening.length === 0 && parameters.length === 0) return super.query(text)
    return this.#sendStatement(text, parameters, { opening })
  }

  /** After a statement that committed its transaction, nothing is left to send. */
  async #endCommitted(text: string): Promise<QueryResult> {
    if (!ENDS.test(text)) throw new Error('The transaction is committed already')
    this.#isCommitted = false
    return NOTHING
  }

  async #sendAndCommit(
    text: string,
    parameters: readonly unknown[],
    opening: readonly string[],
  ): Promise<QueryResult> {
    const result = await this.#sendStatement(text, parameters, { opening, closing: ['commit'] })
    this.#isCommitted = true
    return result
  }

  /** Runs a statement in a transaction of its own, with a setting of that transaction, in one round trip. */
  sendAlone(setting: string, text: string, parameters: readonly unknown[]): Promise<QueryResult> {
    return this.#sendStatement(text, parameters, { opening: [setting] })
  }

  #sendStatement(text: string, parameters: readonly unknown[], companions: Companions): Promise<QueryResult> {
    const name = this.prepares && parameters.length > 0 ? nameOf(text) : ''
    const statement = { text, values: parameters.map(toParameter), name }
    return new Promise((resolve, reject) =>
      super.query(
        new Statement(statement, companions, this.#prepared, (error, result) =>
          error ? reject(error) : resolve(result),
        ),
      ),
    )
  }
}

function toParameter(value: unknown): Parameter {
  if (value === null || value === undefined) return null
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  return value instanceof Date ? value.toISOString() : String(value)
}

class PreparingClient extends OpeningClient {
  protected override readonly prepares = true
}

/** The class of a pool's connections: with prepared statements, or without for a connection pooler that has none. */
export const poolClient = (prepares: boolean): typeof Client => (prepares ? PreparingClient : OpeningClient)
