/** `npm run rotate-keys -- status|renew`: counts or renews what the running product stores with earlier keys. */
import { runAgainstProduct } from '../product/run-file.ts'

await runAgainstProduct('rotateKeys', process.argv.slice(2))
