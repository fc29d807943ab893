/** What can't be had, said in one sentence: shown to the person as it is, without a stack. */
export class Sentence extends Error {
  override name = 'Sentence'
}

/** Ends the process on an error: a sentence as it is, anything else with its stack. */
export function failWith(error: unknown): never {
  const text =
    error instanceof Sentence ? error.message : error instanceof Error ? error.stack : String(error)
  process.stderr.write(`\n${text}\n`)
  process.exit(1)
}
