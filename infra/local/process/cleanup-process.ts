/**
 * Runs as a separate process that outlives its parent and ends the children that the parent left running.
 * The parent reports over IPC which children are running; when the channel closes, the remaining ones are ended.
 */
type Message = { add: number; signal: NodeJS.Signals } | { remove: number }

const children = new Map<number, NodeJS.Signals>()

process.on('message', (message: Message) => {
  if ('add' in message) children.set(message.add, message.signal)
  else children.delete(message.remove)
})

process.on('disconnect', async () => {
  for (const [pid, signal] of children) send(pid, signal)
  const deadline = Date.now() + 8_000
  while (Date.now() < deadline && [...children.keys()].some((pid) => send(pid, 0))) {
    await new Promise((wake) => setTimeout(wake, 100))
  }
  for (const pid of children.keys()) send(-pid, 'SIGKILL')
  process.exit(0)
})

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)

function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    return false
  }
}
