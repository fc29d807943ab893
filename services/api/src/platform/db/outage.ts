/** SQLSTATE classes and codes, and socket errors, after which the same request may well succeed. */
const PASSING =
  /^(08|53|57P|55P03|57014|40001|40P01|25P03|ECONN|ETIMEDOUT|EPIPE|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)/
const BROKEN =
  /connection terminated|connection ended|is not queryable|timeout (exceeded when trying to connect|expired)|server closed the connection/i

/** Whether an error says that the database is away or too busy, not that the statement is wrong. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code } = error as { code?: unknown }
  return (typeof code === 'string' && PASSING.test(code)) || BROKEN.test(error.message)
}
