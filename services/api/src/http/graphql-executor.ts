import { execute, GraphQLError, type GraphQLSchema, type OperationDefinitionNode } from 'graphql'
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit'
import { LRUCache } from 'lru-cache'
import type { GatewayExecutor } from '@apollo/server-gateway-interface'
import { countFields } from './query-limits.ts'

/**
 * A query is compiled when it runs for the fifth time: compiling one that runs only once would cost more than running
 * it.
 */
const COMPILE_AFTER = 5
const MAX_COUNTED = 1000
/** Measured: compiled code with its syntax tree takes about 3 kB per field. */
const BYTES_PER_FIELD = 3000
const MAX_COMPILED_BYTES = 32_000_000

/**
 * Wraps the execution of a query and may replace its context, for example to run it in a transaction. Mutations are not
 * wrapped.
 */
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
  const runCounts = new LRUCache<string, number>({ max: MAX_COUNTED })
  const compiled = new LRUCache<string, { query: CompiledQuery | null }>({ maxSize: MAX_COMPILED_BYTES })

  const compiledQuery = (request: Parameters<GatewayExecutor>[0]): CompiledQuery | null => {
    if (!isQuery(request)) return null
    const { document, operationName, queryHash } = request
    const key = `${queryHash} ${operationName ?? ''}`
    const known = compiled.get(key)
    if (known) return known.query
    const runs = (runCounts.get(key) ?? 0) + 1
    if (runs < COMPILE_AFTER) {
      runCounts.set(key, runs)
      return null
    }
    const result = compileQuery(schema, document, operationName ?? undefined)
    const query = isCompiledQuery(result) ? result : null
    compiled.set(key, { query }, { size: 1000 + countFields(schema, document) * BYTES_PER_FIELD })
    return query
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

/**
 * Also false for a document without the requested operation, which the type of `operation` does not allow for;
 * graphql-js reports that error.
 */
const isQuery = ({ operation }: Parameters<GatewayExecutor>[0]): boolean =>
  (operation as OperationDefinitionNode | undefined)?.operation === 'query'

/** Errors of compiled queries lack `extensions`, which Apollo reads. */
const toGraphqlError = ({ message, path, originalError }: GraphQLError): GraphQLError =>
  new GraphQLError(message, { path, originalError })
