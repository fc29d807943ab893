import { MERCHANT_ERROR_CODES } from '@triclic/error-codes'
import { Field, ObjectType, type ClassType } from 'type-graphql'
import { OperationError, RequestError, type Language, type UserError } from './errors.ts'
import { toUserErrors } from './to-user-errors.ts'
import { MerchantUserError, StorefrontUserError } from './user-error.type.ts'

type FieldType = ClassType | object | StringConstructor | BooleanConstructor
type PayloadField = () => FieldType | [FieldType]
/** A field of a payload: its GraphQL type, or that type with options. A field is nullable unless it is `required`. */
type FieldDeclaration = PayloadField | { type: PayloadField; description?: string; required?: boolean }
type Fields = Record<string, FieldDeclaration>

interface Payload<F extends Fields> {
  new (): { userErrors: (StorefrontUserError | MerchantUserError)[] } & { [K in keyof F]: unknown }
  readonly fieldNames: readonly (keyof F & string)[]
}

const USER_ERRORS = 'What the user can correct, as far as it is known; empty when it was done.'

/** `PlaceOrderPayload` is the answer of `placeOrder`. */
const answerOf = (name: string): string => {
  const field = name.replace(/Payload$/, '')
  return `The answer of \`${field.charAt(0).toLowerCase()}${field.slice(1)}\`.`
}

function definePayload<F extends Fields>(
  name: string,
  userError: typeof StorefrontUserError | typeof MerchantUserError,
  fields: F,
  description?: string,
): Payload<F> {
  class PayloadClass {
    static readonly fieldNames = Object.keys(fields)
    userErrors!: []
  }
  for (const [field, declaration] of Object.entries(fields)) {
    const {
      type,
      required = false,
      ...options
    } = typeof declaration === 'function' ? { type: declaration } : declaration
    Field(type as () => ClassType, { nullable: !required, ...options })(PayloadClass.prototype, field)
  }
  Field(() => [userError], { description: USER_ERRORS })(PayloadClass.prototype, 'userErrors')
  ObjectType(name, { simpleResolvers: true, description: description ?? answerOf(name) })(PayloadClass)
  return PayloadClass as unknown as Payload<F>
}

/** Defines what a storefront mutation returns: nullable fields and `userErrors`. */
export const storefrontPayload = <F extends Fields>(
  name: string,
  fields: F,
  description?: string,
): Payload<F> => definePayload(name, StorefrontUserError, fields, description)

/** Defines what a merchant mutation returns: nullable fields and `userErrors`. */
export const merchantPayload = <F extends Fields>(
  name: string,
  fields: F,
  description?: string,
): Payload<F> => definePayload(name, MerchantUserError, fields, description)

type Answer<F extends Fields, T> = { [K in keyof F]: K extends keyof T ? T[K] | null : null } & {
  userErrors: (StorefrontUserError | MerchantUserError)[]
}

type Fallback<T> = { [K in keyof T]?: T[K] | null }

const merchantCodes = new Set<string>(MERCHANT_ERROR_CODES)

/**
 * Runs an operation and returns its result as a payload. When it throws an OperationError, every field is null, unless
 * `onUserErrors` supplies some, and `userErrors` say why.
 * @throws BAD_USER_INPUT in the merchant API, for a code that is only defined for buyers (a card number in a text, for instance)
 */
export async function toPayload<F extends Fields, T extends { [K in keyof F]?: unknown }>(
  { language, ...ctx }: { language: Language; member?: unknown },
  payload: Payload<F>,
  operation: () => Promise<T>,
  onUserErrors?: (userErrors: UserError[]) => Fallback<T> | Promise<Fallback<T>>,
): Promise<Answer<F, T>> {
  const nothing = Object.fromEntries(payload.fieldNames.map((name) => [name, null]))
  try {
    return { ...nothing, ...(await operation()), userErrors: [] } as unknown as Answer<F, T>
  } catch (error) {
    if (!(error instanceof OperationError)) throw error
    const userErrors = toUserErrors(error.userErrors, language)
    const unknown = 'member' in ctx && userErrors.find(({ code }) => !merchantCodes.has(code))
    if (unknown)
      throw new RequestError(
        'BAD_USER_INPUT',
        `${unknown.field?.join('.') ?? 'The input'}: ${unknown.message}`,
      )
    return { ...nothing, ...(await onUserErrors?.(error.userErrors)), userErrors } as unknown as Answer<F, T>
  }
}
