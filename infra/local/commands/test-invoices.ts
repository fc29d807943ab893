/** `npm run test:invoices`: 10,000 invoices (or KILLED_INVOICES) of eight workers that are killed all the while. */
process.env['KILLED_INVOICES'] ??= '10000'
process.argv.push('invoice/issue-invoice-killed')
await import('./test.ts')
