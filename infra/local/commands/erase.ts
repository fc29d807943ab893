/** `npm run erase`: makes the running product erase all card digits that are due for erasure, and prints counts. */
import { runAgainstProduct } from '../product/run-file.ts'

await runAgainstProduct('erase', [])
