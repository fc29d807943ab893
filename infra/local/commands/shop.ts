/** `npm run shop -- create|list|connect|website|invite|suspend|resume|close`: opens, changes and closes shops of the running product. */
import { runAgainstProduct } from '../product/run-file.ts'

await runAgainstProduct('shop', process.argv.slice(2))
