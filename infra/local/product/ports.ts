import { createServer } from 'node:net'
import { availableParallelism } from 'node:os'

const names = [
  'api',
  'portal',
  'storefront',
  'bank',
  'mailbox',
  'smtp',
  'postgres',
  'redis',
  'apiMetrics',
  'workerMetrics',
  'portalMetrics',
  'storefrontMetrics',
  'apiHealth',
  'docs',
  'operatorPage',
  'operatorPageMetrics',
] as const

/** Below the ports that Linux gives to outgoing connections. */
const [FIRST_PORT, PORT_COUNT] = [20_000, 12_000]
const MAX_PORTS_OF_A_TEST = 100

export type Ports = Record<(typeof names)[number], number>

/** Ports above 1023 that browsers and Node's fetch refuse to connect to (WHATWG Fetch, "port blocking"). */
const BLOCKED = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697,
  10_080,
])

/** Free ports for all processes, counting up from `base` in the order of `names`. */
export async function choosePorts(base: number): Promise<Ports> {
  const free = await freePorts(names.length, base)
  return Object.fromEntries(names.map((name, index) => [name, free[index]])) as Ports
}

/** The next `count` free ports from `base` on; ports that are in use or blocked by browsers are skipped. */
export async function freePorts(count: number, base: number): Promise<number[]> {
  const found: number[] = []
  for (let port = base; found.length < count && port < 65_536; port++) {
    if (!BLOCKED.has(port) && (await isFree(port))) found.push(port)
  }
  return found
}

/**
 * A random first port, so that test runs on the same machine rarely collide. Test files that run at the same time have ranges of their own,
 * because a port that one has found free is open to others until its server starts.
 */
export function randomPortBase(): number {
  const ranges = availableParallelism() + 2
  const size = Math.floor(PORT_COUNT / ranges)
  const range = Number(process.env['VITEST_POOL_ID'] ?? 0) % ranges
  return FIRST_PORT + range * size + Math.floor(Math.random() * (size - MAX_PORTS_OF_A_TEST))
}

async function isFree(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', '0.0.0.0', '::1']) {
    if (!(await canListen(port, host))) return false
  }
  return true
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'EADDRNOTAVAIL'))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)))
  })
}
