import { execute, GraphQLError, type GraphQLSchema, type OperationDefinitionNode } from 'graphql'
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit'
import type { GatewayExecutor } from '@apollo/server-gateway-interface'

/**
 * A query is compiled when it runs for the fifth time: compiling one that runs only once would cost more than running
 * it.
 */
const COMPILE_AFTER = 5
const MAX_DOCUMENTS = 1000

/**
 * Executes operations: frequent queries with code compiled by graphql-jit, everything else with graphql-js. A compiled query
 * that fails for another reason than a resolver is executed again by graphql-js, so that error messages are always the same.
 */
export function createExecutor(schema: GraphQLSchema): GatewayExecutor {
  const runCounts = new Map<string, number>()
  const compiled = new Map<string, CompiledQuery | null>()

  const compiledQuery: (request: Parameters<GatewayExecutor>[0]) => CompiledQuery | null = ({
    document,
    operation,
    operationName,
    queryHash,
  }) => {
    // Undefined, despite its type, when the document has no operation of that name; graphql-js reports that.
    if ((operation as OperationDefinitionNode | undefined)?.operation !== 'query') return null
    const key = `${queryHash} ${operationName ?? ''}`
    const known = compiled.get(key)
    if (known !== undefined) return known
    const runs = (runCounts.get(key) ?? 0) + 1
    if (runs < COMPILE_AFTER) {
      if (runCounts.size >= MAX_DOCUMENTS) runCounts.clear()
      runCounts.set(key, runs)
      return null
    }
    if (compiled.size >= MAX_DOCUMENTS) compiled.clear()
    const query = compileQuery(schema, document, operationName ?? undefined)
    const usable = isCompiledQuery(query) ? query : null
    compiled.set(key, usable)
    return usable
  }

  return async (request) => {
    const variables = request.request.variables ?? {}
    const result = await compiledQuery(request)?.query(undefined, request.context, variables)
    if (result && !result.errors) return result
    if (result?.errors?.every(({ path, originalError }) => path && originalError))
      return { ...result, errors: result.errors.map(toGraphqlError) }
    return execute({
      schema,
      document: request.document,
      contextValue: request.context,
      variableValues: variables,
      // The name that the client sent; `request.operationName` is empty when the document has no such operation.
      operationName: request.request.operationName,
    })
  }
}

/** Errors of compiled queries lack `extensions`, which Apollo reads. */
const toGraphqlError = ({ message, path, originalError }: GraphQLError): GraphQLError =>
  new GraphQLError(message, { path, originalError })
