import { Client, escapeLiteral } from 'pg'
import { vi } from 'vitest'
import { Statement, type NamedStatement } from '../src/platform/db/statement.ts'

const OPENS = /^(begin|start transaction)\b/i
const ENDS = /^(commit|rollback)$/i
/** What the API sends by itself: it reads shops and their changes, and notifies of them. */
const BACKGROUND = /^with wanted as \(\s*select id from shop |\bshop_changes\(|pg_notify\(/i
/** Loads a catalog into memory, which the API also does by itself after a change. */
const LOADS_CATALOG = /\bpg_current_snapshot\(/i

interface Message {
  connection: unknown
  text: string
  /** What is sent with the statement to open its transaction, and to close it. */
  opening: readonly string[]
  closing: readonly string[]
}

/** The text of a statement with its values in it, as a test can search and explain it. */
const withValues = ({ text, values }: NamedStatement): string =>
  text.trim().replace(/\$(\d+)/g, (_found, position: string) => {
    const value = values[Number(position) - 1] ?? null
    if (value === null) return 'null'
    return escapeLiteral(typeof value === 'string' ? value : `\\x${value.toString('hex')}`)
  })

function readMessage(connection: unknown, query: unknown): Message {
  if (query instanceof Statement)
    return { connection, text: withValues(query.statement), opening: query.opening, closing: query.closing }
  const text = typeof query === 'string' ? query : (query as { text: string }).text
  return { connection, text: text.trim(), opening: [], closing: [] }
}

/** The messages without those of the API's own transactions, which tests do not cause. */
function withoutBackground(messages: readonly Message[], background: readonly RegExp[]): Message[] {
  const own = new Set<Message>()
  for (const sent of Map.groupBy(messages, ({ connection }) => connection).values()) {
    let transaction: Message[] = []
    let isOpen = false
    for (const message of sent) {
      transaction.push(message)
      if ([...message.opening, message.text].some((text) => OPENS.test(text))) isOpen = true
      if (isOpen && ![message.text, ...message.closing].some((text) => ENDS.test(text))) continue
      if (!transaction.some(({ text }) => background.some((pattern) => pattern.test(text))))
        for (const kept of transaction) own.add(kept)
      transaction = []
      isOpen = false
    }
    for (const kept of transaction) own.add(kept)
  }
  return messages.filter((message) => own.has(message))
}

/** The role of the connection that sent the message. */
const isOf = ({ connection }: Message, role: string) => (connection as Client).user === role

/**
 * Collects the SQL statements that this process sends while `work` runs, without those that begin and end transactions. Every
 * message to PostgreSQL is awaited before the connection sends the next, so `roundTrips` is the number of messages. With `role`,
 * only what this role sends.
 */
export async function countStatements<T>(
  work: () => Promise<T>,
  role?: 'triclic_api' | 'triclic_worker',
  background: readonly RegExp[] = [BACKGROUND],
): Promise<{ statements: string[]; transactions: number; roundTrips: number; result: T }> {
  const messages: Message[] = []
  const send = Client.prototype.query
  const spy = vi.spyOn(Client.prototype, 'query').mockImplementation(function (
    this: Client,
    ...args: unknown[]
  ): unknown {
    messages.push(readMessage(this, args[0]))
    return Reflect.apply(send, this, args)
  } as never)
  try {
    const result = await work()
    const sent = withoutBackground(messages, background).filter((message) => !role || isOf(message, role))
    const texts = sent.flatMap(({ opening, text }) => [...opening, text])
    return {
      statements: sent.map(({ text }) => text).filter((text) => !OPENS.test(text) && !ENDS.test(text)),
      transactions: texts.filter((text) => OPENS.test(text)).length,
      roundTrips: sent.length,
      result,
    }
  } finally {
    spy.mockRestore()
  }
}

/** Like `countStatements`, without the loads of catalogs: for requests that are answered from a catalog in memory. */
export const countWithoutCatalog = <T>(work: () => Promise<T>) =>
  countStatements(work, undefined, [BACKGROUND, LOADS_CATALOG])
