import { ApolloServer, type ApolloServerPlugin, type BaseContext } from '@apollo/server'
import type { GatewayInterface } from '@apollo/server-gateway-interface'
import { unwrapResolverError } from '@apollo/server/errors'
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled'
import { fastifyApolloHandler } from '@as-integrations/fastify'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql'
import { RequestError, type RequestErrorCode } from '../kernel/errors.ts'
import { createExecutor } from './graphql-executor.ts'
import { redactCardNumbers } from '../kernel/card-numbers.ts'
import type { Logger } from '../platform/log.ts'
import { isOutage } from '../platform/db/outage.ts'
import { limitRules } from './query-limits.ts'

const STATUS: Partial<Record<RequestErrorCode, number>> = {
  SHOP_NOT_FOUND: 400,
  BAD_USER_INPUT: 400,
  QUERY_TOO_COMPLEX: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  FORBIDDEN_ORIGIN: 403,
  INSECURE_TRANSPORT: 403,
  RATE_LIMITED: 429,
  SERVICE_UNAVAILABLE: 503,
}

/** A refusal of the whole request, before any GraphQL: the same JSON as a GraphQL answer, and its HTTP status. */
export function sendRequestError(reply: FastifyReply, failure: RequestError): FastifyReply {
  if (failure.retryAfter !== undefined) reply.header('retry-after', String(failure.retryAfter))
  return reply
    .status(STATUS[failure.code] ?? 400)
    .send({ errors: [{ message: failure.message, extensions: { code: failure.code } }] })
}

const INPUT_PATH = /at "([A-Za-z_][A-Za-z0-9_.[\]]*)"/
const MISSING_FIELD = /; Field "(\w+)" of required type "[^"]+" was not provided\.$/

/** GraphQL's own messages echo what they were given; these name the place alone. */
function describeBadInput({ message, extensions }: GraphQLFormattedError, error: unknown): string {
  if (extensions?.code === 'GRAPHQL_PARSE_FAILED') return 'The document can’t be read as GraphQL.'
  // By this very word Apollo Client knows that it must send the document itself.
  if (extensions?.code === 'PERSISTED_QUERY_NOT_SUPPORTED') return 'PersistedQueryNotSupported'
  const [, kind, name] = /^(Variable|Argument) "\$?(\w+)"/.exec(message) ?? []
  if (kind && name) {
    const path = [INPUT_PATH.exec(message)?.[1] ?? name, MISSING_FIELD.exec(message)?.[1]]
    return redactCardNumbers(`${kind} "${path.filter(Boolean).join('.')}" is missing or not of its type.`)
  }
  if (
    /^(Cannot query field|Unknown (argument|type|fragment|directive)|Field "[\w.]+" (argument|of required type|must))/.test(
      message,
    )
  )
    return redactCardNumbers(message.replace(/ Did you mean.*$/s, ''))
  const place = nameBefore(error)
  return place
    ? redactCardNumbers(`The value of "${place}" is not of its type.`)
    : 'The document does not fit the schema.'
}

/** The name of the argument or field whose value, written into the document, does not fit: graphql-js tells the value alone. */
function nameBefore(error: unknown): string | undefined {
  const { source, positions } = error as Partial<GraphQLError>
  return /(\w+)\s*:\s*$/.exec(source?.body.slice(0, positions?.[0]).slice(-100) ?? '')?.[1]
}

const BAD_INPUT = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
])

/** What graphql-js says of the document itself while it runs: an argument that a variable made null, a subscription. */
const isOfDocument = (cause: unknown): boolean => cause instanceof GraphQLError && cause.nodes !== undefined

/** Apollo gives every failed rule its own code and keeps the rule's inside. */
const codeOfRule = (error: unknown): string | undefined =>
  (error as { originalError?: { extensions?: { code?: string } } }).originalError?.extensions?.code

const BUSY = 'The service is busy; try again in a moment.'

/** What leaves: a code and a sentence. What can't be mended outside is bland there and whole in the log. */
const errorFormatter =
  (log: Logger) =>
  (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const where = {
      ...(formatted.path && { path: formatted.path }),
      ...(formatted.locations && { locations: formatted.locations }),
    }
    const cause = unwrapResolverError(error)
    if (cause instanceof RequestError) {
      if (cause.cause) log.warn({ err: cause.cause, path: formatted.path }, cause.message)
      return { message: cause.message, ...where, extensions: { code: cause.code } }
    }
    const code = codeOfRule(error) ?? String(formatted.extensions?.code)
    if (code === 'QUERY_TOO_COMPLEX') return { message: formatted.message, extensions: { code } }
    if (BAD_INPUT.has(code) || isOfDocument(cause))
      return { message: describeBadInput(formatted, error), ...where, extensions: { code: 'BAD_USER_INPUT' } }
    if (isOutage(cause)) {
      log.warn({ err: cause, path: formatted.path }, 'The database is away')
      return { message: BUSY, ...where, extensions: { code: 'SERVICE_UNAVAILABLE' } }
    }
    log.error({ err: cause, path: formatted.path }, 'A request failed')
    return {
      message: 'Something went wrong on our side; it has been noted.',
      ...where,
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    }
  }

/** The status that the contract gives a request refused as a whole, and when it is worth trying again. */
const statusPlugin: ApolloServerPlugin<BaseContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ response, errors: raised }) {
        if (response.body.kind !== 'single') return
        const { data, errors } = response.body.singleResult
        if (!errors?.length) return
        const retryAfter = raised?.map(retryAfterOf).find((seconds) => seconds !== undefined)
        if (retryAfter !== undefined) response.http.headers.set('retry-after', String(retryAfter))
        if (data && Object.values(data).some((value) => value !== null)) return
        response.http.status =
          STATUS[errors[0]?.extensions?.code as RequestErrorCode] ?? (data === undefined ? 400 : 200)
      },
    }
  },
}

function retryAfterOf(error: unknown): number | undefined {
  const cause = unwrapResolverError(error)
  return cause instanceof RequestError ? cause.retryAfter : undefined
}

export interface GraphqlServer<C extends BaseContext> {
  start(): Promise<void>
  stop(): Promise<void>
  handle(
    context: (request: FastifyRequest) => C,
  ): (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>
}

/** Apollo's own seam for another executor than graphql-js; no gateway is there. */
const runBy = (schema: GraphQLSchema): GatewayInterface => ({
  onSchemaLoadOrUpdate(tell) {
    tell({ apiSchema: schema, coreSupergraphSdl: '' })
    return () => undefined
  },
  load: async () => ({ executor: createExecutor(schema) }),
  stop: async () => undefined,
})

export function createGraphqlServer<C extends BaseContext>(
  schema: GraphQLSchema,
  log: Logger,
): GraphqlServer<C> {
  const apollo = new ApolloServer<C>({
    gateway: runBy(schema),
    formatError: errorFormatter(log),
    includeStacktraceInErrorResponses: false,
    introspection: true,
    persistedQueries: false,
    validationRules: limitRules,
    // Cache hints would have Apollo look at every field, and nothing of ours may be cached.
    plugins: [statusPlugin as ApolloServerPlugin<C>, ApolloServerPluginCacheControlDisabled()],
    logger: {
      debug() {},
      info() {},
      warn: (message) => log.warn(message),
      error: (message) => log.error(message),
    },
    stopOnTerminationSignals: false,
  })
  return {
    start: () => apollo.start(),
    stop: () => apollo.stop(),
    handle(context) {
      const handler = fastifyApolloHandler(apollo, { context: async (request) => context(request) })
      return async (request, reply) => handler.call(request.server, request, reply)
    },
  }
}
