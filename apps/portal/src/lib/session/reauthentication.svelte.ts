import { isReauthenticationRequired, type UserError } from '../user-error.ts'

/** Asks the member for the password again, when it was entered too long ago for what was submitted. One per browser tab. */
class Reauthentication {
  isRequested = $state(false)
  #answer: (isDone: boolean) => void = () => undefined

  /** Whether these errors asked for the password and the member has now entered it: the form can be submitted again. */
  resolves = async (errors: readonly UserError[] = []): Promise<boolean> => {
    if (!errors.some(isReauthenticationRequired)) return false
    this.finish(false)
    this.isRequested = true
    return new Promise((resolve) => (this.#answer = resolve))
  }

  finish = (isDone: boolean): void => {
    this.isRequested = false
    this.#answer(isDone)
  }
}

export const reauthentication = new Reauthentication()
