import { existsSync, readFileSync } from 'node:fs'
import { runTool } from '../process/run-tool.ts'
import { UserFacingError } from '../user-facing-error.ts'
import { writeFileAtomically } from '../write-file-atomically.ts'
import { programPath } from './programs.ts'

/** Who signs in to the page for operators. `otpSecret` goes into an authenticator app. */
export interface OperatorAccount {
  email: string
  password: string
  otpSecret: string
}

const EMAIL = 'operator@triclic.example'

/** The account in `file` (0600), which is made at the first start. @param env that of the program `operator` */
export async function loadOrCreateOperator(
  file: string,
  env: Record<string, string>,
): Promise<OperatorAccount> {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as OperatorAccount
  const run = (command: 'create' | 'reset') =>
    runTool(process.execPath, [programPath('operator'), command, '--email', EMAIL, '--json'], {
      env,
      cleanEnv: true,
    })
  // The database may be older than the file: one that was restored, or that is not a local one.
  const created = await run('create')
  const { code, output, stdout } = created.code === 0 ? created : await run('reset')
  if (code !== 0) throw new UserFacingError(`${output.trim()}\n\nMaking ${EMAIL} failed, see above.`)
  const { email, password, otpSecret } = JSON.parse(stdout) as OperatorAccount
  const account = { email, password, otpSecret }
  writeFileAtomically(file, `${JSON.stringify(account)}\n`)
  return account
}
