const maxShutdownMs = 20_000

/** Calls `stop` once and then exits, on Ctrl-C, SIGTERM, SIGHUP or when the starter process ends in any way. */
export function onShutdown(stop: () => Promise<void>): void {
  let requested = false
  const once = () => {
    if (requested) return
    requested = true
    // The cleanup process ends whatever is left after this process exits.
    setTimeout(() => process.exit(1), maxShutdownMs).unref()
    void stop().finally(() => process.exit(0))
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, once)
  process.on('disconnect', once)
  process.channel?.unref()
}
