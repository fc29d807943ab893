/**
 * Whether a PostgreSQL snapshot (the text of a `pg_snapshot`: `xmin:xmax:running,…`) sees more than another of the same server.
 * Later snapshots have a higher xmax; with the same xmax, fewer transactions are still running.
 */
export function isLaterSnapshot(snapshot: string, other: string): boolean {
  const [a, b] = [parse(snapshot), parse(other)]
  return a.xmax > b.xmax || (a.xmax === b.xmax && a.running < b.running)
}

function parse(snapshot: string): { xmax: number; running: number } {
  const [, xmax = '', running = ''] = snapshot.split(':')
  return { xmax: Number(xmax), running: running === '' ? 0 : running.split(',').length }
}
