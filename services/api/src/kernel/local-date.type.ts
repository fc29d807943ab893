import { GraphQLLocalDate } from 'graphql-scalars'
import { GraphQLScalarType } from 'graphql'

/** The `LocalDate` scalar: a string such as `2026-11-24`. */
export const LocalDate = new GraphQLScalarType({
  ...GraphQLLocalDate.toConfig(),
  name: 'LocalDate',
  description: 'A calendar day: YYYY-MM-DD',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/local-date.html',
})
