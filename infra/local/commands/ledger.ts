/** `npm run ledger -- verify [--shop <slug>]`: checks the ledgers of the running product. */
import { runAgainstProduct } from '../product/run-file.ts'

await runAgainstProduct('auditLog', process.argv.slice(2), 'ledger')
