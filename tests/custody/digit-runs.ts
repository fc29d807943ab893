/** Numbers of six to eight digits to search for as text, each with the index of its card. */
export type ShortNumbers = ReadonlyMap<string, number>

/** Calls `onRun` for each run of six to eight ASCII digits between other bytes. */
export function eachDigitRun(bytes: Buffer, onRun: (digits: string, at: number) => void): void {
  let run = 0
  for (let at = 0; at <= bytes.length; at++) {
    const byte = at < bytes.length ? (bytes[at] as number) : 0
    if (byte >= 0x30 && byte <= 0x39) {
      run++
      continue
    }
    if (run >= 6 && run <= 8) onRun(bytes.toString('latin1', at - run, at), at - run)
    run = 0
  }
}

/** Calls `onRun` for each such run that is one of `numbers`. */
export function findDigitRuns(
  bytes: Buffer,
  numbers: ShortNumbers,
  onRun: (card: number, at: number, digits: string) => void,
): void {
  eachDigitRun(bytes, (digits, at) => {
    const card = numbers.get(digits)
    if (card !== undefined) onRun(card, at, digits)
  })
}

/** Calls `onRun` for each four bytes that hold eight digits of packed BCD, two per byte, except for all zeros. */
export function eachPackedRun(bytes: Buffer, onRun: (digits: number) => void): void {
  let run = 0
  let digits = 0
  for (const byte of bytes) {
    const [high, low] = [byte >>> 4, byte & 15]
    run = high > 9 || low > 9 ? 0 : run + 1
    digits = run === 0 ? 0 : (digits % 1_000_000) * 100 + high * 10 + low
    if (run >= 4 && digits > 0) onRun(digits)
  }
}
