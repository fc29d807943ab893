import { parseArgs } from 'node:util'
import { Client } from 'pg'
import { seedDemo } from './seed-demo.ts'
import { readDemoEnv, readOwnerUrl } from './seed-env.ts'
import { seedShop } from './seed-shop.ts'

/** `--demo` creates the demo shops; `--shop <slug> --products <n>` creates one shop for load tests. Prints a line of JSON. */
const USAGE = 'Usage: --demo, or --shop <slug> --products <n>.'

async function seed(): Promise<unknown> {
  const { values } = parseArgs({
    options: { demo: { type: 'boolean' }, shop: { type: 'string' }, products: { type: 'string' } },
  })
  const products = Number(values.products ?? '20')
  if (!values.demo && !values.shop) throw new Error(USAGE)
  if (values.shop && !/^[a-z0-9][a-z0-9-]{0,62}$/.test(values.shop))
    throw new Error('--shop must consist of lower-case letters, digits and hyphens.')
  if (!Number.isInteger(products) || products < 1 || products > 100_000)
    throw new Error('--products must be a number from 1 to 100000.')

  const env = values.demo ? readDemoEnv() : null
  const client = new Client({ connectionString: readOwnerUrl() })
  await client.connect()
  try {
    return await (env ? seedDemo(client, env) : seedShop(client, values.shop ?? '', products))
  } finally {
    await client.end()
  }
}

try {
  process.stdout.write(`${JSON.stringify(await seed())}\n`)
} catch (error) {
  const message = error instanceof Error ? error.message : String(error)
  const reason = message.includes('shop_slug_key') ? 'A shop with this slug already exists.' : message
  process.stderr.write(`Seeding failed: ${reason}\n`)
  process.exitCode = 1
}
