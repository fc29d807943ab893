import { fail } from '@sveltejs/kit'
import { problemsOf } from '#lib/errors.js'

/** The result of a form: what `work` returns, or what the buyer has to correct. */
export async function attempt<Result>({ language }: App.Locals, work: () => Promise<Result>) {
  try {
    return await work()
  } catch (error) {
    return fail(400, problemsOf(error, language))
  }
}
