import type { ApolloServerPlugin, BaseContext } from '@apollo/server'
import type { ExecutionResult, GraphQLSchema } from 'graphql'
import { graphqlDurations, graphqlOperations } from '../platform/telemetry/metrics.ts'
import { codeOf, describeOperation, outcomeOf, rootFieldsOf } from './describe-operation.ts'
import type { RequestTrace } from './trace-requests.ts'

export type ApiName = 'storefront' | 'merchant'

/** The property of a context that holds the trace of its HTTP request. Apollo copies contexts, so a WeakMap keyed by the context would not find it. */
export const TRACE = Symbol('trace')

/** Adds what a GraphQL request did to the trace of its HTTP request, and counts each of its root fields. */
export const createTracePlugin = (api: ApiName, schema: GraphQLSchema): ApolloServerPlugin<BaseContext> => ({
  async requestDidStart() {
    return {
      async willSendResponse({ contextValue, document, operation, response }) {
        const { [TRACE]: trace } = contextValue as { [TRACE]?: RequestTrace }
        if (!trace || response.body.kind !== 'single') return
        const result = response.body.singleResult as ExecutionResult
        const fields = document && operation ? rootFieldsOf(schema, document, operation) : new Map()
        trace.operation = describeOperation(operation, fields, result)
        count(api, fields, result, (performance.now() - trace.startedAt) / 1000)
      },
    }
  },
})

/** Records a GraphQL request that was refused before Apollo saw it. */
export function traceRefusal(api: ApiName, trace: RequestTrace, code: string): void {
  trace.operation = { errors: [code] }
  graphqlOperations.inc({ api, operation: 'none', outcome: code })
}

function count(
  api: ApiName,
  fields: ReadonlyMap<string, string>,
  result: ExecutionResult,
  seconds: number,
): void {
  const [error] = result.errors ?? []
  // Without data, the request was not executed.
  if (error && result.data == null && !error.path) {
    graphqlOperations.inc({ api, operation: 'none', outcome: codeOf(error) })
    return
  }
  for (const [key, operation] of fields) {
    graphqlOperations.inc({ api, operation, outcome: outcomeOf(key, result) })
    graphqlDurations.observe({ api, operation }, seconds)
  }
}
