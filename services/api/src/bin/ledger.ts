import 'reflect-metadata'
import { parseArgs } from 'node:util'
import { entities } from '../app/entities.ts'
import { verifyLedger } from '../payment/ledger/verify-ledger.ts'
import { readAuditLogEnv } from '../platform/env.ts'
import { connectOrm } from '../platform/db/orm.ts'

// Checks the ledgers of all shops, or of one, and prints a line of JSON for each. Exit code 1: a ledger is not as it was written, or does not agree
// with the orders.

const USAGE = 'Usage: ledger verify [--shop <slug>]'

try {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { shop: { type: 'string' } } })
  if (positionals.join(' ') !== 'verify') throw new Error(USAGE)
  const orm = await connectOrm(readAuditLogEnv().databaseUrl, entities, 'triclic_api', 1)
  const all = await orm.em
    .fork()
    .execute<{ id: string; slug: string }[]>('select id, slug from shop order by slug')
  const shops = all.filter(({ slug }) => !values.shop || slug === values.shop)
  if (values.shop && shops.length === 0) throw new Error(`There is no shop ${values.shop}.`)
  for (const shop of shops) {
    const report = await verifyLedger(orm, shop)
    process.stdout.write(`${JSON.stringify(report)}\n`)
    if (report.problem) process.exitCode = 1
  }
  await orm.close()
} catch (error) {
  process.stderr.write(
    `The ledgers can’t be checked. ${error instanceof Error ? error.message : String(error)}\n`,
  )
  // Open connections would keep the process alive.
  process.exit(2)
}
