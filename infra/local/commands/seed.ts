/** `npm run seed -- --shop <slug> --products <n>`: creates a shop in the running product; prints `{slug, key}` only. */
import { runAgainstProduct } from '../product/run-file.ts'

await runAgainstProduct('seed', process.argv.slice(2))
