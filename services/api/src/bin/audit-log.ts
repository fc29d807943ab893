import 'reflect-metadata'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { entities } from '../app/entities.ts'
import { parseKnownHeads } from '../audit/known-heads.ts'
import { verifyAuditLog } from '../audit/verify-audit-log.ts'
import { readAuditLogEnv } from '../platform/env.ts'
import { connectOrm } from '../platform/db/orm.ts'

// Checks the audit logs of all shops, or of one, and prints a line of JSON for each. Exit code 1: an entry was changed, added or deleted.

const USAGE =
  'Usage: audit-log verify [--shop <slug>] [--after <file with earlier output, or the log of the worker>]'

try {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { shop: { type: 'string' }, after: { type: 'string' } },
  })
  if (positionals.join(' ') !== 'verify') throw new Error(USAGE)
  const env = readAuditLogEnv()
  const known = values.after ? parseKnownHeads(readFileSync(values.after, 'utf8')) : []
  if (values.after && known.length === 0)
    throw new Error(`${values.after} contains no earlier state of an audit log.`)
  const orm = await connectOrm(env.databaseUrl, entities, 'triclic_api', 1)
  const all = await orm.em
    .fork()
    .execute<{ id: string; slug: string }[]>('select id, slug from shop order by slug')
  const shops = all.filter(({ slug }) => !values.shop || slug === values.shop)
  if (values.shop && shops.length === 0) throw new Error(`There is no shop ${values.shop}.`)
  for (const shop of shops) {
    const heads = known.filter((head) => head.shop === shop.id)
    const report = await verifyAuditLog(orm, env.auditKeys, shop, heads)
    process.stdout.write(`${JSON.stringify(report)}\n`)
    if (report.problem) process.exitCode = 1
  }
  const missing = new Set(known.map(({ shop }) => shop).filter((id) => !all.some((shop) => shop.id === id)))
  for (const shop of missing) {
    process.stdout.write(`${JSON.stringify({ shop, problem: 'The shop no longer exists.' })}\n`)
    process.exitCode = 1
  }
  await orm.close()
} catch (error) {
  process.stderr.write(
    `The audit log can’t be checked. ${error instanceof Error ? error.message : String(error)}\n`,
  )
  // Open connections would keep the process alive.
  process.exit(2)
}
