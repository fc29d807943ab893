import { UniqueConstraintViolationException } from '@mikro-orm/core'

/** Of several that want one name at the same time, each attempt lets one through: far more than a shop's members work at once. */
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
