/** Lets mails wait at the mail server before it accepts them. */
export interface HeldMails {
  /** Awaited by the mail server for each mail. */
  hold: () => Promise<void>
  /** From now on mails wait. */
  begin: () => void
  /** Resolves when a mail waits. */
  untilOneWaits: Promise<unknown>
  /** The mails that wait are accepted, and later ones at once. */
  release: () => void
}

export function createHeldMails(): HeldMails {
  const gate = Promise.withResolvers()
  const waiting = Promise.withResolvers()
  let holding = false
  return {
    async hold() {
      if (!holding) return
      waiting.resolve(undefined)
      await gate.promise
    },
    begin: () => (holding = true),
    untilOneWaits: waiting.promise,
    release() {
      holding = false
      gate.resolve(undefined)
    },
  }
}
