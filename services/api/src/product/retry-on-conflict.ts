import { UniqueConstraintViolationException } from '@mikro-orm/core'

/**
 * Runs `work` again when somebody else took one of its unique names between check and insertion: the check then finds it.
 * @param work a whole transaction
 */
export async function retryOnConflict<T>(work: () => Promise<T>, attempts = 3): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof UniqueConstraintViolationException) || attempts === 1) throw error
    return retryOnConflict(work, attempts - 1)
  }
}
