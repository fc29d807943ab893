import { buildSchema } from 'graphql'

/** `Query.field` and `Mutation.field` of a schema in SDL. */
export function readRootFields(sdl: string): string[] {
  const schema = buildSchema(sdl)
  return [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
    Object.keys(type?.getFields() ?? {}).map((field) => `${type?.name}.${field}`),
  )
}
