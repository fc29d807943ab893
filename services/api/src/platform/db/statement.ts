import { Query, type QueryResult } from 'pg'

/** What this file uses of pg's connection, which its types do not describe. */
interface Connection {
  parse(message: { text: string; name: string }): void
  bind(message: { statement?: string; values?: readonly Parameter[] }): void
  describe(message: { type: 'P'; name: string }): void
  execute(message: object): void
  sync(): void
  close(message: { type: 'S'; name: string }): void
}

/** A value as it is sent: as text, or as bytes. */
export type Parameter = string | Buffer | null

/** The parts of pg's Query that its types do not describe. */
declare module 'pg' {
  interface Query {
    prepare(connection: unknown): void
    handleDataRow(message: unknown): void
    handleCommandComplete(message: unknown, connection: unknown): void
    handleError(error: Error, connection: unknown): void
    handleReadyForQuery(connection: unknown): void
  }
}

/** The statements that one connection has prepared. One that failed may exist or not, and is prepared again. */
export type PreparedStatements = Map<string, 'prepared' | 'failed'>

type Callback = (error: Error | null, result: QueryResult) => void

export interface NamedStatement {
  text: string
  values: readonly Parameter[]
  /** Empty for a statement that is planned for each use. */
  name: string
}

/** What is sent together with a statement. */
export interface Companions {
  /** Statements before it. Without `begin` among them, all are a transaction of their own, which ends with this statement. */
  opening: readonly string[]
  /** Statements after it, which the server skips when it fails. */
  closing?: readonly string[]
}

/**
 * A statement that is sent together with what opens or closes its transaction, so that this takes no round trip of its own.
 * With a name, the connection prepares it once.
 */
export class Statement extends Query {
  readonly statement: NamedStatement
  readonly opening: readonly string[]
  readonly closing: readonly string[]
  readonly #prepared: PreparedStatements
  /** Of all that is sent together. */
  #completed = 0

  constructor(
    statement: NamedStatement,
    { opening, closing = [] }: Companions,
    prepared: PreparedStatements,
    callback: Callback,
  ) {
    super({ text: statement.text })
    // pg tracks names by itself, but would mistake the replies to what opens the transaction for replies to the statement.
    Object.assign(this, { callback, queryMode: 'extended' })
    this.statement = statement
    this.opening = opening
    this.closing = closing
    this.#prepared = prepared
  }

  override prepare(connection: Connection): void {
    for (const text of this.opening) send(connection, text)
    const { text, values, name } = this.statement
    const known = name === '' ? undefined : this.#prepared.get(name)
    if (known === 'failed') connection.close({ type: 'S', name })
    if (known !== 'prepared') connection.parse({ text, name })
    connection.bind({ statement: name, values })
    connection.describe({ type: 'P', name: '' })
    connection.execute({})
    for (const text of this.closing) send(connection, text)
    connection.sync()
  }

  /** The results of its companions are not those of the statement. */
  override handleDataRow(message: unknown): void {
    if (this.#completed === this.opening.length) super.handleDataRow(message)
  }

  override handleCommandComplete(message: unknown, connection: unknown): void {
    if (this.#completed++ === this.opening.length) super.handleCommandComplete(message, connection)
  }

  override handleError(error: Error & { code?: string }, connection: unknown): void {
    const { name } = this.statement
    if (this.#prepared.get(name) !== 'prepared' || IS_LOST.test(error.code ?? ''))
      this.#prepared.set(name, 'failed')
    super.handleError(error, connection)
  }

  override handleReadyForQuery(connection: unknown): void {
    if (this.statement.name) this.#prepared.set(this.statement.name, 'prepared')
    super.handleReadyForQuery(connection)
  }
}

function send(connection: Connection, text: string): void {
  connection.parse({ text, name: '' })
  connection.bind({})
  connection.execute({})
}

/** SQLSTATE: the server does not know the prepared statement (any more), or a table changed under it. */
const IS_LOST = /^(26000|0A000)$/
