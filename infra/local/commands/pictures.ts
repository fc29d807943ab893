/** `npm run pictures`: opens a shop in a browser as the end-to-end test does, and renews the pictures of docs/open-a-shop.md. */
import { join } from 'node:path'
import { root } from '../paths.ts'

process.env['GUIDE_PICTURES'] ??= join(root, 'docs/images/open-a-shop')
process.argv.push('tests/e2e/open-shop')
await import('./test.ts')
