/**
 * `npm run bench`: measures the product next to reference servers, what floods on one shop do to another, and how figures grow.
 * Arguments select sections by a part of their name. `--save` writes the result to docs/performance; `--vendure` also measures
 * Vendure; `--busy` measures although other programs use the machine. The exit code is 1 when a result is too noisy or misses its aim.
 */
import { join } from 'node:path'
import { root } from '../../infra/local/paths.ts'
import { allowBusyMachine, waitForQuiet } from './machine.ts'
import { Report } from './report.ts'
import { measureCartLines } from './sections/cart-lines.ts'
import { measureCatalogue } from './sections/catalogue.ts'
import { measureCheckoutsAndMails } from './sections/checkouts.ts'
import { measureConnections } from './sections/connections.ts'
import { measureFloods } from './sections/floods.ts'
import { measureOrderLists } from './sections/orders.ts'
import { measureReplicas } from './sections/replicas.ts'
import { measureShops } from './sections/shops.ts'
import { measureThroughput } from './sections/throughput.ts'
import { measureVendure } from './sections/vendure.ts'

const SECTIONS: Record<string, (report: Report) => Promise<void>> = {
  throughput: measureThroughput,
  checkouts: measureCheckoutsAndMails,
  'cart-lines': measureCartLines,
  catalogue: measureCatalogue,
  orders: measureOrderLists,
  shops: measureShops,
  connections: measureConnections,
  replicas: measureReplicas,
  floods: measureFloods,
  ...(process.argv.includes('--vendure') && { vendure: measureVendure }),
}

const args = process.argv.slice(2)
const selected = args.filter((arg) => !arg.startsWith('--'))
if (args.includes('--busy')) allowBusyMachine()
const report = new Report()
for (const [name, measure] of Object.entries(SECTIONS)) {
  if (selected.length > 0 && !selected.some((part) => name.includes(part))) continue
  process.stdout.write(`\n${name}\n`)
  await waitForQuiet()
  await measure(report)
}
report.write(join(root, args.includes('--save') ? 'docs/performance' : '.local/bench'))
for (const problem of report.problems) process.stderr.write(`${problem}\n`)
if (report.problems.length > 0) process.exitCode = 1
