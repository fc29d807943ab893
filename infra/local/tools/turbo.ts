import { runTool } from '../process/run-tool.ts'

export interface TurboResult {
  code: number
  output: string
  summary: { successful: number; total: number; cached: number; failed: string[] }
}

export interface TurboOptions {
  /** Runs the other tasks even after one has failed. */
  keepGoing?: boolean
  onLine?: (line: string) => void
}

/** Runs tasks of turbo.json in all workspaces. Tasks with unchanged inputs are taken from the cache in `.turbo/`. */
export async function turbo(tasks: string[], options: TurboOptions = {}): Promise<TurboResult> {
  const flags = ['--output-logs=errors-only', '--no-color', ...(options.keepGoing ? ['--continue'] : [])]
  const { code, output } = await runTool('turbo', ['run', ...tasks, ...flags], {
    env: { TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', FORCE_COLOR: '0', NO_COLOR: '1' },
    ...(options.onLine ? { onLine: options.onLine } : {}),
  })
  return { code, output, summary: readSummary(output) }
}

/** Reads the lines with which turbo ends, such as `Tasks: 5 successful, 6 total` and `Failed: @triclic/api#build`. */
function readSummary(output: string): TurboResult['summary'] {
  const [, successful = 0, total = 0] =
    /^\s*Tasks:\s+(\d+) successful, (\d+) total/m.exec(output)?.map(Number) ?? []
  const cached = Number(/^\s*Cached:\s+(\d+) cached/m.exec(output)?.[1] ?? 0)
  const failed = /^\s*Failed:\s+(.+)$/m.exec(output)?.[1]?.split(', ') ?? []
  return { successful, total, cached, failed }
}
