import { UserFacingError } from '../user-facing-error.ts'
import { turbo } from './turbo.ts'

/** Builds every workspace that has changed since its last build. Throws a {@link UserFacingError} if one fails. */
export async function build(print: (line: string) => void): Promise<void> {
  const startedAt = Date.now()
  const progress = setInterval(
    () => print(`still running, ${Math.round((Date.now() - startedAt) / 1000)} s`),
    10_000,
  )
  try {
    const { code, output, summary } = await turbo(['build'])
    if (code !== 0) throw new UserFacingError(`${output.trim()}\n\nThe build failed, see above.`)
    print(`${summary.successful} workspaces, ${summary.cached} of them unchanged`)
  } finally {
    clearInterval(progress)
  }
}
