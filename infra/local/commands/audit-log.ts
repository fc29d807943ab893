/** `npm run audit-log -- verify [--shop <slug>] [--after <file>]`: checks the audit logs of the running product. */
import { runAgainstProduct } from '../product/run-file.ts'

await runAgainstProduct('auditLog', process.argv.slice(2))
