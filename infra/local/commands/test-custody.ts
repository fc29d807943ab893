/** `npm run test:custody`: searches every store, log and mail for the cards of 200 orders (or CUSTODY_ORDERS). */
process.env['CUSTODY_ORDERS'] ??= '200'
process.argv.push('tests/custody')
await import('./test.ts')
