/** `npm run operator -- create|reset|list|remove`: accounts of the page for operators of the running product. */
import { runAgainstProduct } from '../product/run-file.ts'

await runAgainstProduct('operator', process.argv.slice(2))
