/** `npm run test:clock`: the clock of the product jumps by an hour, a day and a year, ahead and back. Linux only. */
process.env['CLOCK_JUMPS'] ??= 'all'
process.argv.push('tests/clock')
await import('./test.ts')
