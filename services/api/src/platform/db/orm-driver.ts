import { isRaw, JsonProperty, Utils, type Configuration, type Platform } from '@mikro-orm/core'
import { PostgreSqlConnection, PostgreSqlDriver } from '@mikro-orm/postgresql'
import { CompiledQuery } from 'kysely'

type Execute = PostgreSqlConnection['execute']

/** Sends the values of a statement beside its text, where the ORM writes them into the text: so the text can be prepared. */
class ParameterConnection extends PostgreSqlConnection {
  override execute: Execute = async (query, params = [], method = 'all', ctx, loggerContext) => {
    if (typeof query !== 'string' || !Array.isArray(params) || params.length === 0)
      return super.execute(query, params, method, ctx, loggerContext)
    await this.ensureConnection()
    const { text, values } = numberParameters(this.platform, query, params)
    return this.executeQuery(query, async () => {
      const result = await (ctx ?? this.getClient()).executeQuery(CompiledQuery.raw(text, values))
      return this.transformRawResult(result, method)
    })
  }
}

export class ParameterDriver extends PostgreSqlDriver {
  constructor(config: Configuration) {
    super(config)
    Object.assign(this, { connection: new ParameterConnection(config) })
  }
}

const PLACEHOLDER = /\\\?|\?\??/g

/** Replaces the placeholders of the ORM: `?` by a numbered parameter, `??` by an identifier, `\?` by a question mark. */
export function numberParameters(
  platform: Platform,
  sql: string,
  params: readonly unknown[],
): { text: string; values: unknown[] } {
  const values: unknown[] = []
  const write = (part: string, own: readonly unknown[]): string => {
    let at = 0
    return part.replace(PLACEHOLDER, (found) => {
      if (found === '\\?') return '?'
      const value = own[at++]
      return found === '??' ? platform.quoteIdentifier(value as string) : writeValue(value)
    })
  }
  const writeValue = (value: unknown): string => {
    if (isRaw(value)) return write(value.sql, value.params)
    if (Array.isArray(value)) return value.map(writeValue).join(', ')
    values.push(toParameter(value))
    return `$${values.length}`
  }
  return { text: write(sql, params), values }
}

const toParameter = (value: unknown): unknown =>
  Utils.isPlainObject(value) || (value as { [JsonProperty]?: unknown } | null)?.[JsonProperty]
    ? JSON.stringify(value)
    : value
