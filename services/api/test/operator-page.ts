import { randomBytes } from 'node:crypto'
import { startOperatorPage } from '../src/app/start-operator-page.ts'
import { createOperator } from '../src/operator/create-operator.ts'
import type { OperatorCredentials } from '../src/operator/new-credentials.ts'
import { codeAtStep } from '../src/platform/crypto/one-time-code.ts'
import { readOperatorPageEnv } from '../src/platform/env.ts'
import { Secret } from 'otpauth'
import { roleUrl } from './api.ts'
import { connectOperator } from './operator.ts'

const ORIGIN = 'http://localhost:4016'

/** The page for operators on a free port, with an account. */
export async function startTestOperatorPage(overrides: Record<string, string> = {}) {
  const variables = {
    DATABASE_URL: roleUrl('operator_page'),
    OPERATOR_KEY: randomBytes(32).toString('base64'),
    OPERATOR_PORT: '0',
    OPERATOR_URL: ORIGIN,
    LOG_LEVEL: 'fatal',
    ...overrides,
  }
  const page = await startOperatorPage(readOperatorPageEnv(variables))
  const commands = await connectOperator()
  const key = page.app.env.operatorKeys
  const email = `${randomBytes(5).toString('hex')}@operators.test`
  const account = await createOperator(commands, key, { email })
  return {
    ...page,
    account,
    commands,
    operatorKeys: key,
    get: (path: string, headers: Record<string, string> = {}) =>
      fetch(`${page.url}${path}`, { headers, redirect: 'manual' }),
    post: (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
      fetch(`${page.url}${path}`, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { origin: ORIGIN, ...headers },
        redirect: 'manual',
      }),
    async stop() {
      await commands.close()
      await page.stop()
    },
  }
}

export type TestOperatorPage = Awaited<ReturnType<typeof startTestOperatorPage>>

/** The code of an authenticator now, or `later` periods of half a minute later. */
export const codeOf = ({ otpSecret }: OperatorCredentials, later = 0): string =>
  codeAtStep(Buffer.from(Secret.fromBase32(otpSecret).bytes), Math.floor(Date.now() / 30_000) + later)

/** What a browser sends with the form. `later`: a code can be used once only. */
export const formOf = (account: OperatorCredentials, later = 0) => ({
  email: account.email,
  password: account.password,
  code: codeOf(account, later),
})

/** The cookie of a response, as a browser sends it back. */
export const cookieOf = (response: Response): string =>
  (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
