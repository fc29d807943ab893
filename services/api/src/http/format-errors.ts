import { ApolloServerErrorCode as ApolloCode, unwrapResolverError } from '@apollo/server/errors'
import { GraphQLError, isValueNode, Kind, type ASTNode, type GraphQLFormattedError } from 'graphql'
import { errorMessage, REQUEST_ERRORS } from '@triclic/error-codes'
import { currentRequestId, reportUnexpectedError } from '@triclic/telemetry'
import { redactCardNumbers } from '@triclic/card-core/text'
import { RequestError } from '../kernel/errors.ts'
import { isOutage } from '../platform/classify-error.ts'
import type { Logger } from '../platform/log.ts'

/** What a client learns about an unexpected error; the error itself is only logged, under the same request id. */
export const internalError = () => {
  const requestId = currentRequestId()
  return {
    message: 'Something went wrong on our side. The error has been logged.',
    extensions: { code: 'INTERNAL_SERVER_ERROR', ...(requestId && { requestId }) },
  }
}

/** The HTTP status of a request that failed as a whole with this code; undefined for a code without a status. */
export const statusOf = (code: unknown): number | undefined =>
  (REQUEST_ERRORS as Record<string, { status: number } | undefined>)[String(code)]?.status

const CLIENT_ERRORS = new Set<string>([
  ApolloCode.GRAPHQL_PARSE_FAILED,
  ApolloCode.GRAPHQL_VALIDATION_FAILED,
  ApolloCode.BAD_USER_INPUT,
  ApolloCode.BAD_REQUEST,
  ApolloCode.OPERATION_RESOLUTION_FAILURE,
])

/** Replaces every GraphQL error by a code and a sentence that reveal neither input values nor internals. */
export const createErrorFormatter =
  (log: Logger) =>
  (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const position = {
      ...(formatted.path && { path: formatted.path }),
      ...(formatted.locations && { locations: formatted.locations }),
    }
    const cause = causeOf(error)
    if (cause instanceof RequestError) {
      if (cause.cause)
        log.warn({ err: cause.cause, code: cause.code, path: formatted.path }, 'GraphQL request failed')
      return { message: cause.message, ...position, extensions: { code: cause.code } }
    }
    const code = String(formatted.extensions?.code)
    // Apollo Client recognises the code, urql the message; both then send the document itself.
    if (code === ApolloCode.PERSISTED_QUERY_NOT_SUPPORTED)
      return { message: 'PersistedQueryNotSupported', extensions: { code } }
    if (CLIENT_ERRORS.has(code) || isDocumentError(cause))
      return {
        message: describeBadInput(code, formatted.message, error),
        ...position,
        extensions: { code: 'BAD_USER_INPUT' },
      }
    if (isOutage(cause)) {
      log.warn({ err: cause, path: formatted.path }, 'The database is unreachable or overloaded')
      const message = errorMessage('SERVICE_UNAVAILABLE', 'en')
      return { message, ...position, extensions: { code: 'SERVICE_UNAVAILABLE' } }
    }
    reportUnexpectedError(
      log,
      'resolver',
      cause,
      { path: formatted.path },
      'Unexpected error in a GraphQL request',
    )
    return { ...internalError(), ...position }
  }

/** What a resolver threw, or the read transaction around all of them, such as a RequestError when no connection is free. */
export function causeOf(error: unknown): unknown {
  const cause = unwrapResolverError(error)
  const isFromTransaction = cause instanceof GraphQLError && cause.originalError instanceof RequestError
  return isFromTransaction ? cause.originalError : cause
}

/** Whether graphql-js found an error in the document while executing it, such as an argument that a variable sets to null. */
const isDocumentError = (cause: unknown): boolean =>
  cause instanceof GraphQLError && cause.nodes !== undefined

/**
 * Messages of graphql-js may quote input values. Those about a value are replaced by one that names its position; all others
 * consist of names and types.
 */
function describeBadInput(code: string, message: string, error: unknown): string {
  if (code === ApolloCode.GRAPHQL_PARSE_FAILED) return 'The document is not valid GraphQL.'
  if (code === ApolloCode.BAD_REQUEST)
    return 'The body must be a JSON object with a GraphQL document as its “query”.'
  if (code === ApolloCode.OPERATION_RESOLUTION_FAILURE)
    return '“operationName” must name an operation of the document, unless it has only one.'
  const [node] = (error as Partial<GraphQLError>).nodes ?? []
  if (!node) return 'The document does not fit the schema.'
  if (node.kind === Kind.VARIABLE_DEFINITION && code === ApolloCode.BAD_USER_INPUT)
    return describeVariable(node.variable.name.value, message)
  return isLiteral(node) && !MISSING_FIELD.test(message)
    ? describeLiteral(error as GraphQLError)
    : redactCardNumbers(message)
}

/** graphql-js gives the position within a variable only in its wording; format-errors.test.ts pins it. */
const PATH_IN_VARIABLE = /at "([A-Za-z_][A-Za-z0-9_.[\]]*)"/
const MISSING_FIELD = /Field "([\w.]+)" of required type "[^"]+" was not provided\.$/

function describeVariable(name: string, message: string): string {
  const path = [PATH_IN_VARIABLE.exec(message)?.[1] ?? name, MISSING_FIELD.exec(message)?.[1]]
  return redactCardNumbers(`Variable "${path.filter(Boolean).join('.')}" is missing or of the wrong type.`)
}

const isLiteral = (node: ASTNode): boolean => isValueNode(node) && node.kind !== Kind.VARIABLE

/** Names the argument or field whose value is wrong; in the document, its name precedes the value. */
function describeLiteral({ source, positions }: GraphQLError): string {
  const before = source?.body.slice(0, positions?.[0]).slice(-100) ?? ''
  const name = /(\w+)\s*:\s*$/.exec(before)?.[1]
  return name
    ? redactCardNumbers(`The value of "${name}" is of the wrong type.`)
    : 'A value in the document is of the wrong type.'
}
