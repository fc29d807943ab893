import { createServer } from 'node:net'

/** Above 1023, those that browsers and Node's fetch refuse to speak to (WHATWG Fetch, "port blocking"). */
const BLOCKED = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697,
  10_080,
])

/** `count` ports that nothing listens on, counting up from `base`; taken and blocked ones are passed over. */
export async function freePorts(count: number, base: number): Promise<number[]> {
  const found: number[] = []
  for (let port = base; found.length < count && port < 65_536; port++) {
    if (!BLOCKED.has(port) && (await isFree(port))) found.push(port)
  }
  return found
}

/** A base to count up from that another run on this machine is unlikely to count through. */
export function randomBase(): number {
  return 20_000 + Math.floor(Math.random() * 10_000)
}

async function isFree(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', '0.0.0.0', '::1']) {
    if (!(await canListen(port, host))) return false
  }
  return true
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((answer) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => answer(error.code === 'EADDRNOTAVAIL'))
    server.listen({ port, host, exclusive: true }, () => server.close(() => answer(true)))
  })
}
