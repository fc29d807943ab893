/** `npm run test:pages`: visits every page and dialog in both languages, wide and narrow, which takes half an hour. */
process.env['PAGE_WIDTHS'] = 'all'
process.argv.push('tests/e2e', 'tests/clients/created-shops')
await import('./test.ts')
