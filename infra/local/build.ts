import { runTool } from './run-tool.ts'
import { Sentence } from './sentence.ts'

/** Builds every workspace that is not fresh; turbo says which. */
export async function build(say: (line: string) => void): Promise<void> {
  const began = Date.now()
  const beat = setInterval(() => say(`still running, ${Math.round((Date.now() - began) / 1000)} s`), 10_000)
  const { code, output } = await runTool(
    'turbo',
    ['run', 'build', '--output-logs=errors-only', '--no-color'],
    {
      env: {
        TURBO_TELEMETRY_DISABLED: '1',
        DO_NOT_TRACK: '1',
        TURBO_NO_UPDATE_NOTIFIER: '1',
        FORCE_COLOR: '0',
      },
      onLine: (line) => {
        const at = /^\s*(Tasks|Cached|Failed):\s+(.+)$/.exec(line)
        if (at) say(`${at[1]?.toLowerCase()}: ${at[2]}`)
      },
    },
  )
  clearInterval(beat)
  if (code !== 0) throw new Sentence(`${output.trim()}\n\nThe build failed; what it said is above.`)
}
