/** Calls `stop` once, at the first of: Ctrl-C, SIGTERM, SIGHUP, or the starter's end (however it ended). */
export function onAskedToStop(stop: () => Promise<void>): void {
  let asked = false
  const once = () => {
    if (asked) return
    asked = true
    void stop().finally(() => process.exit(0))
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, once)
  process.on('disconnect', once)
  process.channel?.unref()
}
