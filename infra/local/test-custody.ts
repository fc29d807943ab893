/** `npm run test:custody`: the canary scan of tests/custody over 200 orders, or as many as CUSTODY_ORDERS says. */
process.env['CUSTODY_ORDERS'] ??= '200'
process.argv.push('tests/custody')
await import('./test.ts')
