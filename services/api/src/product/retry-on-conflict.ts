import { UniqueConstraintViolationException } from '@mikro-orm/core'

/** When several transactions want one name at the same time, each round of attempts lets one of them through: enough for twenty at once. */
const MAX_ATTEMPTS = 20

/**
 * Runs `work` again when somebody else took one of its unique names between check and insertion: the check then finds it.
 * @param work a whole transaction
 */
export async function retryOnConflict<T>(work: () => Promise<T>, attempts = MAX_ATTEMPTS): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof UniqueConstraintViolationException) || attempts === 1) throw error
    return retryOnConflict(work, attempts - 1)
  }
}
