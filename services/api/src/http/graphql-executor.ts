import { execute, GraphQLError, type GraphQLSchema, type OperationDefinitionNode } from 'graphql'
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit'
import type { GatewayExecutor } from '@apollo/server-gateway-interface'

/** A query is compiled at its fifth run: compiling one that runs only once would cost more than running it. */
const COMPILE_AFTER = 5
const MAX_DOCUMENTS = 1000

/** Runs a query with a context of its choice: in a transaction, for instance. Mutations are not wrapped. */
export type AroundQuery<C> = <T>(context: C, run: (context: C) => Promise<T>) => Promise<T>

const runDirectly = <T, C>(context: C, run: (context: C) => Promise<T>): Promise<T> => run(context)

/**
 * Executes operations: frequent queries with code compiled by graphql-jit, everything else with graphql-js. A compiled query
 * that fails for another reason than a resolver is executed again by graphql-js, so that error messages are always the same.
 */
export function createExecutor<C>(
  schema: GraphQLSchema,
  aroundQuery: AroundQuery<C> = runDirectly,
): GatewayExecutor {
  const runCounts = new Map<string, number>()
  const compiled = new Map<string, CompiledQuery | null>()

  const compiledQuery = (request: Parameters<GatewayExecutor>[0]): CompiledQuery | null => {
    if (!isQuery(request)) return null
    const { document, operationName, queryHash } = request
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

  const executeWith = async (request: Parameters<GatewayExecutor>[0], context: unknown) => {
    const variables = request.request.variables ?? {}
    const result = await compiledQuery(request)?.query(undefined, context, variables)
    if (result && !result.errors) return result
    if (result?.errors?.every(({ path, originalError }) => path && originalError))
      return { ...result, errors: result.errors.map(toGraphqlError) }
    return execute({
      schema,
      document: request.document,
      contextValue: context,
      variableValues: variables,
      // The name that the client sent; `request.operationName` is empty when the document has no such operation.
      operationName: request.request.operationName,
    })
  }

  return async (request) =>
    isQuery(request)
      ? aroundQuery(request.context as C, (context) => executeWith(request, context))
      : executeWith(request, request.context)
}

/** False also for a document without the requested operation, which the type does not say; graphql-js reports that. */
const isQuery = ({ operation }: Parameters<GatewayExecutor>[0]): boolean =>
  (operation as OperationDefinitionNode | undefined)?.operation === 'query'

/** Errors of compiled queries lack `extensions`, which Apollo reads. */
const toGraphqlError = ({ message, path, originalError }: GraphQLError): GraphQLError =>
  new GraphQLError(message, { path, originalError })
