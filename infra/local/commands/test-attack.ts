/** `npm run test:attack`: attacks from outside, with 100,000 generated requests (or ATTACK_INPUTS). */
process.env['ATTACK_INPUTS'] ??= '100000'
process.argv.push('tests/attack')
await import('./test.ts')
