import { measureCatalogueChanges } from '../catalogue-changes.ts'
import { measureCatalogueGrowth } from '../catalogue-growth.ts'
import { waitForQuiet } from '../machine.ts'
import { measureReplicaDelay } from '../replica-delay.ts'
import type { Report } from '../report.ts'

/** How the catalogue grows with its products, what changes in a large one do to other shops, and when replicas show them. */
export async function measureCatalogue(report: Report): Promise<void> {
  const sizes = await measureCatalogueGrowth()
  const points = (name: Exclude<keyof (typeof sizes)[number], 'products'>) =>
    sizes.map((size) => [size.products, size[name]] as const)
  report.addChart('products', {
    title: 'Requests per second by products of the shop',
    x: 'products',
    y: 'requests per second',
    series: [
      { name: 'list', points: points('listsPerSecond') },
      { name: 'product by slug', points: points('productsPerSecond') },
      { name: 'search, new words', points: points('newSearchesPerSecond') },
    ],
  })
  report.addChart('catalogue-times', {
    title: 'Times by products of the shop',
    x: 'products',
    y: 'ms',
    series: [
      { name: 'search, new words (median)', points: points('newSearchMs') },
      { name: 'first load', points: points('firstLoadMs') },
      { name: 'event loop blocked (longest)', points: points('longestBlockMs') },
    ],
  })
  const largest = sizes.at(-1)
  if (largest)
    report.add({
      name: `new search in ${largest.products.toLocaleString('en')} products, median`,
      value: largest.newSearchMs,
      unit: 'ms',
      aim: { below: 5 },
    })

  await waitForQuiet()
  const changes = await measureCatalogueChanges()
  report.add({
    name: 'another shop’s longest wait, prices change in a shop of 50,000',
    value: changes.longestWaitMs,
    unit: 'ms',
  })
  report.add({
    name: 'the same, all 50,000 prices change at once',
    value: changes.longestWaitWhileReloadedMs,
    unit: 'ms',
  })
  report.add({
    name: 'another shop’s lists during three changes in three seconds',
    value: changes.perSecondDuringChanges,
    unit: '/s',
    reference: { name: 'in quiet', value: changes.quietPerSecond },
  })

  await waitForQuiet()
  for (const { kind, changes, medianMs, longestMs, within100Ms } of await measureReplicaDelay()) {
    report.add({ name: `two replicas show a ${kind} change, median`, value: medianMs, unit: 'ms' })
    report.add({ name: `the same, longest of ${changes}`, value: longestMs, unit: 'ms' })
    report.add({
      name: `the same, within 100 ms, of ${changes}`,
      value: within100Ms,
      unit: '',
      aim: { above: changes - 1 },
    })
  }
}
