/**
 * `npm run bench`: compares the product with reference servers, measures how a flood on one shop affects another, and how
 * performance changes with size. Arguments: [section …] [--save] [--busy]. All sections are measured unless some are named, but
 * `vendure` only when it is named, or added by `--vendure`. `--save` writes the report of all sections to docs/performance;
 * `--busy` measures although other programs use the machine. The exit code is 1 for an error or a noisy result, and a missed
 * target is an error too.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from '../../infra/local/paths.ts'
import { describeError, failWith, UserFacingError } from '../../infra/local/user-facing-error.ts'
import { allowBusyMachine, waitForQuiet } from './machine.ts'
import { Report } from './report.ts'
import { measureCartLines } from './sections/cart-lines.ts'
import { measureCatalogueChanges } from './sections/catalogue-changes.ts'
import { measureCatalogueGrowth } from './sections/catalogue-growth.ts'
import { measureCheckouts } from './sections/checkouts.ts'
import { measureConnections } from './sections/connections.ts'
import { measureExpiry } from './sections/expiry.ts'
import { measureFacets } from './sections/facets.ts'
import { measureFloods } from './sections/floods.ts'
import { measureOrders } from './sections/orders.ts'
import { measurePurges } from './sections/purges.ts'
import { measureReplicas } from './sections/replicas.ts'
import { measureShops } from './sections/shops.ts'
import { measureStorefront } from './sections/storefront.ts'
import { measureThroughput } from './sections/throughput.ts'
import { measureVendure } from './sections/vendure.ts'

const SECTIONS = new Map<string, (report: Report) => Promise<void>>([
  ['throughput', measureThroughput],
  ['checkouts', measureCheckouts],
  ['cart-lines', measureCartLines],
  ['catalogue-growth', measureCatalogueGrowth],
  ['catalogue-changes', measureCatalogueChanges],
  ['facets', measureFacets],
  ['purges', measurePurges],
  ['orders', measureOrders],
  ['expiry', measureExpiry],
  ['shops', measureShops],
  ['connections', measureConnections],
  ['replicas', measureReplicas],
  ['floods', measureFloods],
  ['storefront', measureStorefront],
  ['vendure', measureVendure],
])

const { save, selected } = readArguments()
await waitForQuiet().catch(failWith)
const report = new Report()
let hasFailed = false
for (const [name, measure] of SECTIONS) {
  if (!selected.has(name)) continue
  process.stdout.write(`\n${name}\n`)
  try {
    await waitForQuiet()
    await measure(report)
  } catch (error) {
    hasFailed = true
    report.addProblem(`${name} could not be measured: ${describeError(error)}`)
  }
}
const folder = save && !hasFailed ? 'docs/performance' : '.local/bench'
report.write(join(root, folder))
process.stdout.write(`\nThe report is in ${folder}.\n`)
for (const problem of report.problems) process.stderr.write(`${problem}\n`)
if (report.problems.length > 0) process.exitCode = 1

function readArguments(): { save: boolean; selected: Set<string> } {
  const flag = { type: 'boolean', default: false } as const
  const { values, positionals } = parseArgs({
    options: { save: flag, busy: flag, vendure: flag },
    allowPositionals: true,
  })
  const unknown = positionals.filter((name) => !SECTIONS.has(name))
  if (unknown.length > 0)
    failWith(
      new UserFacingError(
        `There is no section ${unknown.join(', ')}. The sections are ${[...SECTIONS.keys()].join(', ')}.`,
      ),
    )
  if (values.save && positionals.length > 0)
    failWith(new UserFacingError('--save replaces the whole report, so no sections can be named with it.'))
  if (values.busy) allowBusyMachine()
  const selected = new Set(positionals.length > 0 ? positionals : SECTIONS.keys())
  if (positionals.length === 0) selected.delete('vendure')
  if (values.vendure) selected.add('vendure')
  return { save: values.save, selected }
}
