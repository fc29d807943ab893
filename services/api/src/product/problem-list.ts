import { containsCardNumber, containsLongCardNumber } from '@triclic/card-core/text'
import { OperationError, type UserError, type UserErrorCode } from '../kernel/errors.ts'
import { trimInvisible } from '../kernel/visible-text.ts'

type Path = (string | number)[]

/** Everything that is wrong with an input, each with the path of its field. */
export class ProblemList {
  readonly #problems: UserError[] = []
  readonly #base: Path

  /** @param base where the input stands in the argument of the mutation */
  constructor(...base: Path) {
    this.#base = base
  }

  add(code: UserErrorCode, ...path: Path): void {
    this.#push({ code }, path)
  }

  /** @throws OperationError with all problems, if there are any */
  throwIfAny(): void {
    if (this.#problems.length > 0) throw new OperationError(...this.#problems)
  }

  /** The trimmed text of at most `max` characters; null if it is empty. */
  text(value: string | null | undefined, max: number, ...path: Path): string | null {
    return this.#checkText(value, max, containsCardNumber, path)
  }

  /** As `text`, for a text that has to be there. */
  requiredText(value: string | null | undefined, max: number, ...path: Path): string {
    const text = this.text(value, max, ...path)
    if (text === null) this.add('REQUIRED', ...path)
    return text ?? ''
  }

  /** As `text`, for a number of the merchant's own. A barcode has 13 digits, as some card numbers do, and is allowed. */
  reference(value: string | null | undefined, max: number, ...path: Path): string | null {
    return this.#checkText(value, max, containsLongCardNumber, path)
  }

  /** A whole number from 0 to `max`, or null. */
  number(value: number | null | undefined, max: number, ...path: Path): number | null {
    if (value == null || (value >= 0 && value <= max)) return value ?? null
    const text = (locale: string) => max.toLocaleString(locale)
    this.#push(
      {
        code: 'NUMBER_OUT_OF_RANGE',
        message: {
          en: `Enter a whole number from 0 to ${text('en')}.`,
          fr: `Indiquez un nombre entier de 0 à ${text('fr')}.`,
        },
      },
      path,
    )
    return null
  }

  #checkText(
    value: string | null | undefined,
    max: number,
    containsCard: (text: string) => boolean,
    path: Path,
  ): string | null {
    // Browsers send a line break as two characters.
    const text = value && trimInvisible(value.replaceAll(/\r\n?/g, '\n'))
    if (!text) return null
    if (text.length > max) this.#push(tooLong(max), path)
    else if (containsCard(text)) this.add('CARD_NUMBER_NOT_ALLOWED', ...path)
    return text
  }

  #push(problem: UserError, path: Path): void {
    const field = [...this.#base, ...path].map(String)
    const isKnown = this.#problems.some(
      (other) => other.code === problem.code && other.field?.join('.') === field.join('.'),
    )
    if (!isKnown) this.#problems.push({ ...problem, field })
  }
}

const tooLong = (max: number): UserError => ({
  code: 'TEXT_TOO_LONG',
  message: {
    en: `Use at most ${max.toLocaleString('en')} characters.`,
    fr: `${max.toLocaleString('fr')} caractères au plus.`,
  },
})
