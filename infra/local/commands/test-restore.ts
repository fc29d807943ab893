/** `npm run test:restore`: everything is lost at random moments under load, and restored. Five rounds, or RESTORE_ROUNDS. */
process.env['RESTORE_ROUNDS'] ??= '5'
process.argv.push('tests/restore')
await import('./test.ts')
