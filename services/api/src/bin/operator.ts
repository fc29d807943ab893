import 'reflect-metadata'
import { parseArgs } from 'node:util'
import { createOperator } from '../operator/create-operator.ts'
import { listOperators } from '../operator/list-operators.ts'
import type { OperatorCredentials } from '../operator/new-credentials.ts'
import { removeOperator } from '../operator/remove-operator.ts'
import { resetOperator } from '../operator/reset-operator.ts'
import { connectOrm, type Orm } from '../platform/db/orm.ts'
import { OPERATOR_ROLE } from '../platform/db/roles.ts'
import { readOperatorEnv } from '../platform/env.ts'
import type { Keys } from '../platform/crypto/keys.ts'

// Makes, lists and removes the accounts of the page for operators. Prints lines for a person, or with --json one JSON value.

const USAGE = `Usage:
  operator create --email <address> [--json]
  operator reset --email <address> [--json]: a new password and a new authenticator; ends the sessions
  operator list [--json]
  operator remove --email <address>`

class UsageError extends Error {}

interface Output {
  json: unknown
  lines: string[]
}

const show = (credentials: OperatorCredentials): Output => ({
  json: credentials,
  lines: [
    `Email address: ${credentials.email}`,
    `Password:      ${credentials.password}   (shown once)`,
    `Authenticator: ${credentials.otpSecret}   (shown once; type it into the app, or give it this address)`,
    `               ${credentials.otpUri}`,
  ],
})

async function execute(orm: Orm, operatorKeys: Keys, command: string, email: string): Promise<Output> {
  if (command === 'create') return show(await createOperator(orm, operatorKeys, { email }))
  if (command === 'reset') return show(await resetOperator(orm, operatorKeys, { email }))
  if (command === 'remove') {
    await removeOperator(orm, { email })
    return { json: { email }, lines: [`${email} has no account any more.`] }
  }
  const operators = await listOperators(orm)
  return {
    json: operators,
    lines: operators.map((each) =>
      [each.email, each.createdAt, each.lastSignedInAt ?? '(never signed in)'].join('\t'),
    ),
  }
}

async function run(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { email: { type: 'string' }, json: { type: 'boolean' } },
  })
  const [command = '', ...rest] = positionals
  const takesEmail = ['create', 'reset', 'remove'].includes(command)
  if (rest.length > 0 || takesEmail !== (values.email !== undefined) || (!takesEmail && command !== 'list'))
    throw new UsageError(USAGE)
  const env = readOperatorEnv()
  const orm = await connectOrm(env.databaseOwnerUrl, [], OPERATOR_ROLE, 1)
  try {
    const { json, lines } = await execute(orm, env.operatorKeys, command, values.email ?? '')
    process.stdout.write(
      values.json ? `${JSON.stringify(json)}\n` : lines.map((line) => `${line}\n`).join(''),
    )
  } finally {
    await orm.close()
  }
}

try {
  await run()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = error instanceof UsageError ? 2 : 1
}
