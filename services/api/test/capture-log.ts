import { flushLog } from '@triclic/telemetry'
import { vi } from 'vitest'

export interface LogLine {
  /** Pino's level: 40 is warn, 50 is error. */
  level: number
  msg: string
  /** The row or job that the line is about. */
  id?: string
  requestId?: string
  place?: string
  err?: { type: string; message: string; code?: string; stack?: string }
}

/** Runs `work` and returns what this process logged while it ran: the raw text and the parsed lines. */
export async function captureLog(work: () => Promise<unknown>): Promise<{ text: string; lines: LogLine[] }> {
  flushLog()
  const written: string[] = []
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    written.push(String(chunk))
    return true
  })
  try {
    await work()
  } finally {
    flushLog()
    spy.mockRestore()
  }
  const text = written.join('')
  const lines = text.split('\n').filter((line) => line.startsWith('{'))
  return { text, lines: lines.map((line) => JSON.parse(line) as LogLine) }
}
