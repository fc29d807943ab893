const maxShutdownMs = 60_000

/** One Ctrl-C arrives several times: from the terminal, from npm and from the starter process. */
const sameKeyPressMs = 1_000

/**
 * Calls `stop` once and then exits, on Ctrl-C, SIGTERM, SIGHUP or when the starter process ends in any way. A second Ctrl-C calls
 * `hurry`, which should let `stop` end at once.
 */
export function onShutdown(stop: () => Promise<void>, hurry: () => void = () => undefined): void {
  let requestedAt: number | undefined
  const request = () => {
    if (requestedAt !== undefined) {
      if (Date.now() - requestedAt > sameKeyPressMs) hurry()
      return
    }
    requestedAt = Date.now()
    // The cleanup process ends whatever is left after this process exits.
    setTimeout(() => process.exit(1), maxShutdownMs).unref()
    void stop().finally(() => process.exit(0))
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, request)
  process.on('disconnect', request)
  process.channel?.unref()
}
