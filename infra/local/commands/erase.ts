/** `npm run erase`: erases the card digits that are due in the running product, and prints counts. */
import { runAgainstProduct } from '../product/run-file.ts'

await runAgainstProduct('erase', [])
