import { formatForInput } from '@triclic/money'
import { readAmount, readCount } from './read-number.ts'
import type { SheetColumn } from './sheet.ts'

/** A column of amounts, shown as in an input of that language. */
export const amountColumn = (currency: string, locale: string, isRequired: boolean): SheetColumn => ({
  isRequired,
  normalise(text) {
    const amount = readAmount(text, currency, locale)
    return amount === null ? null : formatForInput({ amount, currency }, locale)
  },
})

/** A column of whole numbers that are not negative. */
export const countColumn = (locale: string, isRequired: boolean): SheetColumn => ({
  isRequired,
  normalise(text) {
    const count = readCount(text, locale)
    return count === null ? null : String(count)
  },
})

/** A column of choices. @param names for each choice, the texts that mean it */
export const choiceColumn = (names: Readonly<Record<string, readonly string[]>>): SheetColumn => ({
  isRequired: true,
  normalise(text) {
    const typed = text.trim().toLocaleLowerCase()
    const choice = Object.entries(names).find(([value, texts]) =>
      [value, ...texts].some((each) => each.toLocaleLowerCase() === typed),
    )
    return choice?.[0] ?? null
  },
})
