import { connect } from 'node:net'
import { connect as connectTls } from 'node:tls'

/** The fields of Redis's `INFO` reply, by name. Rejects with the server's error, or after five seconds of silence. */
export function redisInfo(url: string): Promise<Record<string, string>> {
  const { protocol, hostname, port, username, password } = new URL(url)
  const address = { host: hostname.replaceAll(/[[\]]/g, ''), port: Number(port || 6379) }
  const command = (...parts: string[]) =>
    `*${parts.length}\r\n${parts.map((part) => `$${Buffer.byteLength(part)}\r\n${part}\r\n`).join('')}`
  const credentials = [username, password].filter(Boolean).map(decodeURIComponent)
  return new Promise((resolve, reject) => {
    const socket =
      protocol === 'rediss:' ? connectTls({ ...address, servername: address.host }) : connect(address)
    socket.once(protocol === 'rediss:' ? 'secureConnect' : 'connect', () => {
      if (credentials.length > 0) socket.write(command('AUTH', ...credentials))
      socket.write(command('INFO'))
    })
    let received = ''
    const finish = (settle: () => void) => {
      socket.destroy()
      settle()
    }
    socket.setTimeout(5_000, () => finish(() => reject(new Error('no response within five seconds'))))
    socket.once('error', (error) => finish(() => reject(error)))
    socket.on('data', (text) => {
      received += String(text)
      const error = /^-(.*)\r\n/m.exec(received)
      const bulk = /(?:^|\r\n)\$(\d+)\r\n/.exec(received)
      if (error) finish(() => reject(new Error(error[1])))
      else if (bulk && received.length >= bulk.index + bulk[0].length + Number(bulk[1]))
        finish(() => resolve(parseInfo(received)))
    })
  })
}

function parseInfo(info: string): Record<string, string> {
  return Object.fromEntries(
    [...info.matchAll(/^(\w+):(.*?)\r?$/gm)].map(([, name = '', value = '']) => [name, value]),
  )
}
