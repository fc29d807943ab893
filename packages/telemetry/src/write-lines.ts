/** Longest time in milliseconds that a line waits to be written together with others. */
const MAX_DELAY_MS = 20
/** Characters that wait at most. */
const MAX_WAITING = 65_536

let waiting = ''
let timer: NodeJS.Timeout | undefined

/**
 * Writes a line to stdout within 20 ms, together with the lines around it: a system call for each request would cost more
 * than the line. All lines are written before the process exits; a process that is killed loses those of its last 20 ms.
 */
export function writeSoon(line: string): void {
  waiting += line
  if (waiting.length > MAX_WAITING) writeNow()
  else timer ??= setTimeout(writeNow, MAX_DELAY_MS).unref()
}

/** Writes a line, if one is given, and all that wait before it at once. */
export function writeNow(line = ''): void {
  clearTimeout(timer)
  timer = undefined
  const lines = waiting + line
  waiting = ''
  if (lines) process.stdout.write(lines)
}

// Pipes and files are written synchronously.
process.on('exit', () => writeNow())
