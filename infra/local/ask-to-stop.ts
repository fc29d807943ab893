const longestStopMs = 20_000

/** Calls `stop` once, at the first of: Ctrl-C, SIGTERM, SIGHUP, or the starter's end (however it ended). */
export function onAskedToStop(stop: () => Promise<void>): void {
  let asked = false
  const once = () => {
    if (asked) return
    asked = true
    // What takes longer is left to the guard, which sees this process end.
    setTimeout(() => process.exit(1), longestStopMs).unref()
    void stop().finally(() => process.exit(0))
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, once)
  process.on('disconnect', once)
  process.channel?.unref()
}
