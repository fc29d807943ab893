/** SQLSTATE classes and codes, and socket errors, after which the same request may succeed. */
const TRANSIENT =
  /^(08|53|57P|55P03|57014|40001|40P01|25P03|ECONN|ETIMEDOUT|EPIPE|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)/
/** Errors of `pg` and its pool that have no code. */
const BROKEN_CONNECTION =
  /connection terminated|connection ended|is not queryable|timeout (exceeded when trying to connect|expired)|server closed the connection/i

/** Whether an error means that the database is unreachable or overloaded, rather than that the statement is wrong. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code } = error as { code?: unknown }
  return (typeof code === 'string' && TRANSIENT.test(code)) || BROKEN_CONNECTION.test(error.message)
}
