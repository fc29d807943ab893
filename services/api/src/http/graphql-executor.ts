import { execute, GraphQLError, type GraphQLSchema, type OperationDefinitionNode } from 'graphql'
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit'
import type { GatewayExecutor } from '@apollo/server-gateway-interface'

/** A document is compiled the fifth time: one that comes once costs more to compile than to run. */
const HOT = 5
const MOST_DOCUMENTS = 1000

/**
 * Runs operations: queries that come often as code compiled for them (graphql-jit), all else by graphql-js, whose words
 * for variables that do not fit stay those of every answer.
 */
export function createExecutor(schema: GraphQLSchema): GatewayExecutor {
  const seen = new Map<string, number>()
  const compiled = new Map<string, CompiledQuery | null>()

  const compile: (of: Parameters<GatewayExecutor>[0]) => CompiledQuery | null = ({
    document,
    operation,
    operationName,
    queryHash,
  }) => {
    // None where the document has no operation of that name, whatever the type says: graphql-js tells it.
    if ((operation as OperationDefinitionNode | undefined)?.operation !== 'query') return null
    const key = `${queryHash} ${operationName ?? ''}`
    const known = compiled.get(key)
    if (known !== undefined) return known
    const times = (seen.get(key) ?? 0) + 1
    if (times < HOT) {
      if (seen.size >= MOST_DOCUMENTS) seen.clear()
      seen.set(key, times)
      return null
    }
    if (compiled.size >= MOST_DOCUMENTS) compiled.clear()
    const query = compileQuery(schema, document, operationName ?? undefined)
    const usable = isCompiledQuery(query) ? query : null
    compiled.set(key, usable)
    return usable
  }

  return async (request) => {
    const variables = request.request.variables ?? {}
    const result = await compile(request)?.query(undefined, request.context, variables)
    if (result && !result.errors) return result
    if (result?.errors?.every(({ path, originalError }) => path && originalError))
      return { ...result, errors: result.errors.map(asGraphqlError) }
    return execute({
      schema,
      document: request.document,
      contextValue: request.context,
      variableValues: variables,
      // As it was asked for: `request.operationName` is that of the operation found, and none for one that is not.
      operationName: request.request.operationName,
    })
  }
}

/** Compiled code raises errors without `extensions`, which Apollo reads. */
const asGraphqlError = ({ message, path, originalError }: GraphQLError): GraphQLError =>
  new GraphQLError(message, { path, originalError })
