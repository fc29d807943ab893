/** `npm run shop -- create|list|suspend|resume|close`: opens and closes shops of the running product. */
import { runAgainstProduct } from '../product/run-file.ts'

await runAgainstProduct('shop', process.argv.slice(2))
