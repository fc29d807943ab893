import { connect } from 'node:net'
import { connect as connectTls } from 'node:tls'

/** Redis's own account of itself (`INFO`), by name; rejects with its error. */
export function redisInfo(url: string): Promise<Record<string, string>> {
  const { protocol, hostname, port, username, password } = new URL(url)
  const at = { host: hostname.replaceAll(/[[\]]/g, ''), port: Number(port || 6379) }
  const words = (...all: string[]) =>
    `*${all.length}\r\n${all.map((one) => `$${Buffer.byteLength(one)}\r\n${one}\r\n`).join('')}`
  const auth = [username, password].filter(Boolean).map(decodeURIComponent)
  return new Promise((done, fail) => {
    const socket = protocol === 'rediss:' ? connectTls({ ...at, servername: at.host }) : connect(at)
    socket.once(protocol === 'rediss:' ? 'secureConnect' : 'connect', () => {
      if (auth.length > 0) socket.write(words('AUTH', ...auth))
      socket.write(words('INFO'))
    })
    let heard = ''
    const settle = (finish: () => void) => {
      socket.destroy()
      finish()
    }
    socket.setTimeout(5_000, () => settle(() => fail(new Error('no answer in five seconds'))))
    socket.once('error', (error) => settle(() => fail(error)))
    socket.on('data', (text) => {
      heard += String(text)
      const refused = /^-(.*)\r\n/m.exec(heard)
      const bulk = /(?:^|\r\n)\$(\d+)\r\n/.exec(heard)
      if (refused) settle(() => fail(new Error(refused[1])))
      else if (bulk && heard.length >= bulk.index + bulk[0].length + Number(bulk[1]))
        settle(() => done(pairs(heard)))
    })
  })
}

function pairs(info: string): Record<string, string> {
  return Object.fromEntries(
    [...info.matchAll(/^(\w+):(.*?)\r?$/gm)].map(([, name = '', value = '']) => [name, value]),
  )
}
