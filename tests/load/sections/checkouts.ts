import { measureCheckoutCosts, measureFragmentDelays, measureWorkerRate } from '../checkout-costs.ts'
import { withCheckoutProduct } from '../checkout-product.ts'
import { waitForQuiet } from '../machine.ts'
import type { Report } from '../report.ts'

/** What a checkout costs, and how soon its mails are sent. */
export const measureCheckoutsAndMails = (report: Report): Promise<void> =>
  withCheckoutProduct(async (setup) => {
    await waitForQuiet()
    const { perSecond, cpuMs } = await measureCheckoutCosts(setup)
    report.add({ name: 'checkouts, placed and paid by card', value: perSecond, unit: '/s' })
    for (const [name, ms] of Object.entries(cpuMs))
      report.add({ name: `CPU per checkout: ${name}`, value: ms, unit: 'ms' })
    const { api, worker, postgres } = cpuMs
    report.add({
      name: 'CPU per checkout: api, worker and PostgreSQL',
      value: api + worker + postgres,
      unit: 'ms',
      aim: { below: 12 },
    })
    for (const buyers of [1, 16]) {
      const { p50, p95 } = await measureFragmentDelays(setup, buyers)
      report.add({
        name: `card fragment at the mail server after the response, ${buyers} buyers, p50`,
        value: p50,
        unit: 'ms',
        aim: { below: 150 },
      })
      report.add({ name: 'the same, p95', value: p95, unit: 'ms' })
    }
    const { perSecond: mailsPerSecond } = await measureWorkerRate(setup)
    report.add({ name: 'mails of one worker', value: mailsPerSecond, unit: '/s', aim: { above: 350 } })
  })
