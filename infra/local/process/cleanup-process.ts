/**
 * Runs as a separate process that outlives its parent and ends the children that the parent left running.
 * The parent reports over IPC which children are running; when the channel closes, the remaining ones are ended.
 */
type Message = { add: number; signal: NodeJS.Signals; graceMs: number } | { remove: number }

const children = new Map<number, { signal: NodeJS.Signals; graceMs: number }>()

process.on('message', (message: Message) => {
  if ('add' in message) children.set(message.add, message)
  else children.delete(message.remove)
})

process.on('disconnect', async () => {
  await Promise.all([...children].map(([pid, { signal, graceMs }]) => end(pid, signal, graceMs)))
  process.exit(0)
})

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)

async function end(pid: number, signal: NodeJS.Signals, graceMs: number): Promise<void> {
  const deadline = Date.now() + graceMs
  send(pid, signal)
  while (Date.now() < deadline && send(pid, 0)) await new Promise((wake) => setTimeout(wake, 100))
  send(-pid, 'SIGKILL')
}

function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    return false
  }
}
