/**
 * Outlives the process that started it just long enough to end what that one left behind.
 * Told over IPC which children live; when the channel closes, it ends those that are left.
 */
type Told = { add: number; signal: NodeJS.Signals } | { remove: number }

const children = new Map<number, NodeJS.Signals>()

process.on('message', (told: Told) => {
  if ('add' in told) children.set(told.add, told.signal)
  else children.delete(told.remove)
})

process.on('disconnect', async () => {
  for (const [pid, signal] of children) send(pid, signal)
  const until = Date.now() + 8_000
  while (Date.now() < until && [...children.keys()].some((pid) => send(pid, 0))) {
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
