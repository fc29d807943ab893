/** Connects to a port whenever a line with its number is written to it, and prints whether it trusts the certificate. */
import { createInterface } from 'node:readline'
import tls from 'node:tls'

createInterface({ input: process.stdin }).on('line', (port) => {
  const socket = tls.connect({ host: '127.0.0.1', port: Number(port) })
  const answer = (text: string) => {
    socket.destroy()
    process.stdout.write(`${text}\n`)
  }
  socket.once('secureConnect', () => answer('trusted'))
  socket.once('error', (error: NodeJS.ErrnoException) => answer(error.code ?? error.message))
})
