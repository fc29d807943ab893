import { ApolloServer, type ApolloServerPlugin, type BaseContext } from '@apollo/server'
import type { GatewayInterface } from '@apollo/server-gateway-interface'
import { ApolloServerErrorCode } from '@apollo/server/errors'
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled'
import { fastifyApolloHandler } from '@as-integrations/fastify'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ExecutionResult, GraphQLSchema } from 'graphql'
import { RequestError } from '../kernel/errors.ts'
import type { Logger } from '../platform/log.ts'
import { causeOf, createErrorFormatter, statusOf } from './format-errors.ts'
import { createExecutor, type AroundQuery } from './graphql-executor.ts'
import { DocumentStore } from './document-store.ts'
import { limitRequest } from './limit-request.ts'
import { createTracePlugin, TRACE, traceRefusal, type ApiName } from './trace-plugin.ts'

export interface GraphqlServer<C extends BaseContext> {
  schema: GraphQLSchema
  start(): Promise<void>
  stop(): Promise<void>
  /**
   * Checks the size of a request before anything else reads its body.
   * @throws QUERY_TOO_COMPLEX, BAD_USER_INPUT
   */
  limit(request: Pick<FastifyRequest, 'body' | 'trace'>): void
  /** Answers a request that no body describes. `trace` as in `request.trace`. */
  execute(
    request: GraphqlRequest,
    context: C,
    trace: FastifyRequest['trace'],
  ): Promise<{ status: number; result: ExecutionResult }>
  /** The route handler that answers GraphQL requests. */
  handle(
    context: (request: FastifyRequest) => C,
  ): (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>
}

/** What a client asks. */
export interface GraphqlRequest {
  query: string
  variables: Record<string, unknown>
  operationName?: string
}

/** A developer corrects one after the other. */
const MAX_VALIDATION_ERRORS = 10

/** Serves a schema over HTTP. */
export function createGraphqlServer<C extends BaseContext>(
  name: ApiName,
  schema: GraphQLSchema,
  log: Logger,
  aroundQuery?: AroundQuery<C>,
): GraphqlServer<C> {
  const documents = new DocumentStore()
  const apollo = new ApolloServer<C>({
    documentStore: documents,
    gateway: gatewayTo(schema, aroundQuery),
    formatError: createErrorFormatter(log),
    includeStacktraceInErrorResponses: false,
    introspection: true,
    persistedQueries: false,
    validationOptions: { maxErrors: MAX_VALIDATION_ERRORS },
    // Cache hints make Apollo visit every field, and no response may be cached anyway.
    plugins: [
      statusPlugin as ApolloServerPlugin<C>,
      createTracePlugin(name, schema) as ApolloServerPlugin<C>,
      ApolloServerPluginCacheControlDisabled(),
    ],
    logger: {
      debug() {},
      info() {},
      warn: (message) => log.warn(message),
      error: (message) => log.error(message),
    },
    stopOnTerminationSignals: false,
  })
  return {
    schema,
    start: () => apollo.start(),
    stop: () => apollo.stop(),
    limit: ({ body, trace }) => {
      try {
        limitRequest(schema, documents, body)
      } catch (error) {
        if (error instanceof RequestError) traceRefusal(name, trace, error.code)
        throw error
      }
    },
    async execute(request, context, trace) {
      const contextValue = Object.assign(context, { [TRACE]: trace })
      const { body, http } = await apollo.executeOperation(request, { contextValue })
      if (body.kind !== 'single') throw new Error('The answer has several parts')
      return { status: http.status ?? 200, result: body.singleResult as ExecutionResult }
    },
    handle(context) {
      const handler = fastifyApolloHandler(apollo, {
        context: async (request) => {
          const value = context(request)
          return Object.assign(value, { [TRACE]: request.trace })
        },
      })
      return async (request, reply) => handler.call(request.server, request, reply)
    },
  }
}

/** Replaces Apollo's executor. Apollo allows that only through its `gateway` option; there is no gateway. */
const gatewayTo = <C>(schema: GraphQLSchema, aroundQuery?: AroundQuery<C>): GatewayInterface => ({
  onSchemaLoadOrUpdate(onSchema) {
    onSchema({ apiSchema: schema, coreSupergraphSdl: '' })
    return () => undefined
  },
  load: async () => ({ executor: createExecutor(schema, aroundQuery) }),
  stop: async () => undefined,
})

/** Sets the HTTP status of a request that failed as a whole, and `retry-after`. */
const statusPlugin: ApolloServerPlugin<BaseContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ response, errors: causes }) {
        if (response.body.kind !== 'single') return
        const { data, errors } = response.body.singleResult
        if (!errors?.length) return
        const retryAfter = causes?.map(retryAfterOf).find((seconds) => seconds !== undefined)
        if (retryAfter !== undefined) response.http.headers.set('retry-after', String(retryAfter))
        if (data && Object.values(data).some((value) => value !== null)) return
        const code = errors[0]?.extensions?.code
        // Not a failure for clients: they read the body of a 200 only, and then send the document itself.
        const isHashOnly = code === ApolloServerErrorCode.PERSISTED_QUERY_NOT_SUPPORTED
        response.http.status = isHashOnly ? 200 : (statusOf(code) ?? (data === undefined ? 400 : 200))
      },
    }
  },
}

function retryAfterOf(error: unknown): number | undefined {
  const cause = causeOf(error)
  return cause instanceof RequestError ? cause.retryAfter : undefined
}
