import { GraphQLDateTimeISO } from 'graphql-scalars'
import { GraphQLScalarType } from 'graphql'

/** The `DateTime` scalar of both APIs: RFC 3339, UTC. */
export const DateTime = new GraphQLScalarType({
  ...GraphQLDateTimeISO.toConfig(),
  name: 'DateTime',
  description: 'RFC 3339, UTC',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
})
